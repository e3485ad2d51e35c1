"""`kontor`: everything an operator does from a terminal."""

from __future__ import annotations

import typer

from kontor.platform.cli import (
    backup_commands,
    bench,
    categories,
    check,
    demo,
    evidence,
    jobs,
    policy,
    rates,
    up,
    user,
    verify,
)

app = typer.Typer(
    name="kontor",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    help="""Kontor, a cross-border marketplace that anybody can run.

    Start with [bold]kontor up[/bold]: it brings a PostgreSQL of its own, fills an empty market with a demo, serves
    pages, live stream, jobs and a played outside world, and stops all of it with Ctrl-C.

    The deployment is described by environment variables: DATABASE_URL (an outside PostgreSQL instead of the
    embedded one), KONTOR_DATA (where everything is kept, default .kontor), KONTOR_HOST and KONTOR_PORT (default
    127.0.0.1:8000), KONTOR_SECRET, KONTOR_PUBLIC_URL, KONTOR_SMTP_URL, KONTOR_PRODUCTION. [bold]kontor check[/bold]
    says in sentences what is missing for a real market.
    """,
)
app.command("up")(up.up)
app.command("demo")(demo.demo)
app.add_typer(categories.app, name="categories")
app.add_typer(policy.app, name="policy")
app.add_typer(user.app, name="user")
app.add_typer(rates.app, name="rates")
app.add_typer(jobs.app, name="jobs")
app.command("backup")(backup_commands.backup)
app.command("restore")(backup_commands.restore)
app.command("check")(check.check)
app.command("bench")(bench.bench)
app.command("verify")(verify.verify)
app.command("evidence-key")(evidence.evidence_key)

if __name__ == "__main__":
    app()
