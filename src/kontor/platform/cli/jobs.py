"""`kontor jobs`: the job board in the terminal."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.table import Table

from kontor.platform.cli.boot import console, market, stop_with

app = typer.Typer(no_args_is_help=True, help="See what waits, runs and failed; try again; run one now.")


@app.command("list")
def listing(
    status: Annotated[str, typer.Option(help="todo, doing, succeeded or failed.")] = "",
    name: Annotated[str, typer.Option(help="Beginning of the job's name.")] = "",
    limit: int = 50,
) -> None:
    """The latest runs, and facts that could not be delivered."""
    with market():
        from kontor.platform.jobs import board

        table = Table("id", "job", "status", "tries", "last (UTC)", "for")
        for row in board.recent(status=status, name=name, limit=limit):
            last = f"{row.last:%m-%d %H:%M:%S}" if row.last else ""
            table.add_row(str(row.id), row.name, row.status, str(row.tries), last, str(row.args))
        console.print(table)
        waiting, _ = board.backlog()
        console.print(f"{waiting} facts wait for delivery.")
        for fact in board.parked():
            console.print(f"[red]parked[/red] {fact.name} {fact.id} after {fact.tries} tries: {fact.error}")


@app.command("retry")
def retry(
    job_id: Annotated[int | None, typer.Argument(help="A failed run; all failed ones when left out.")] = None,
) -> None:
    """Queue failed runs, and parked facts, again."""
    with market():
        from kontor.platform.jobs import board

        wanted = [job_id] if job_id is not None else [row.id for row in board.recent(status="failed", limit=10_000)]
        done = sum(board.retry_job(job_id=identity) for identity in wanted)
        if job_id is None:
            done += sum(board.retry_fact(key=fact.key, event_id=fact.id) for fact in board.parked(limit=10_000))
        elif not done:
            raise stop_with(f"{job_id} is not a failed run.")
        console.print(f"[green]✓[/green] {done} queued again.")


@app.command("run")
def run(
    name: Annotated[str, typer.Argument(help="Name of the job, such as orders.close_unpaid.")],
    arguments: Annotated[str, typer.Option(help='Its ids as JSON: {"order_id": "…"}')] = "{}",
) -> None:
    """Run one job here and now."""
    with market():
        from kontor.platform.jobs import declare

        try:
            declare.find(name).run(**json.loads(arguments))
        except LookupError:
            known = ", ".join(job.name for job in declare.declared())
            raise stop_with(f"There is no job called {name}. There are: {known}.") from None
        console.print(f"[green]✓[/green] {name} ran.")
