"""`kontor user`: accounts from the terminal, the first operator above all."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import System
from kontor.platform.cli.boot import console, market, stop_with

app = typer.Typer(no_args_is_help=True, help="Create accounts, set passwords, list people.")
Audience = Annotated[str, typer.Option(help="seller or operator (password: buyer too).")]
Password = Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)]


@app.command("create")
def create(
    email: str,
    password: Password,
    audience: Audience = "operator",
    country: Annotated[str, typer.Option(help="ISO 3166 code.")] = "US",
    given_name: str = "",
    family_name: str = "",
) -> None:
    """Create an active account of the staff or of a seller; buyers come by the Join page alone."""
    with market():
        try:
            _service("create_account")(
                by=System("kontor user create"), audience=audience, email=email, password=password,
                given_name=given_name, family_name=family_name, country=country.upper(),
            )  # fmt: skip
        except Refusal as refusal:
            raise stop_with(refusal.english()) from None
        console.print(f"[green]✓[/green] {email} can sign in as {audience}.")


@app.command("password")
def password(email: str, password: Password, audience: Audience = "operator") -> None:
    """Set a new password; all sessions of the account end."""
    with market():
        from kontor.platform.http.sign_in import sign_out_everywhere

        account = _find(email, audience)
        account.set_password(password)
        account.save(update_fields=["password"])
        ended = sign_out_everywhere(account.pk)
        console.print(f"[green]✓[/green] {email} has a new password; {ended} sessions ended.")


@app.command("second-step")
def second_step(
    email: str,
    reason: Annotated[str, typer.Option(prompt=True, help="How you made sure who it is; it is kept.")],
    audience: Audience = "operator",
) -> None:
    """Remove the second step of somebody who lost it; all sessions end, the owner is told."""
    with market():
        from kontor.platform.http.sign_in import sign_out_everywhere

        account = _find(email, audience)
        try:
            _service("reset_second_step")(by=System("kontor user"), account_id=account.pk, reason=reason)
        except Refusal as refusal:
            raise stop_with(refusal.english()) from None
        ended = sign_out_everywhere(account.pk)
        console.print(f"[green]✓[/green] {email} has no second step any more; {ended} sessions ended.")


@app.command("list")
def listing(
    search: Annotated[str, typer.Argument(help="Part of the address.")] = "",
    audience: Annotated[str, typer.Option(help="Only buyers, sellers or operators.")] = "",
    limit: int = 100,
) -> None:
    """Accounts, newest first."""
    with market():
        from django.contrib.auth import get_user_model

        accounts = get_user_model()._default_manager.order_by("-pk")
        if audience:
            accounts = accounts.filter(audience=audience)
        if search:
            accounts = accounts.filter(email__icontains=search)
        table = Table("e-mail", "audience", "state", "country", "since (days)")
        for account in accounts[:limit]:
            days = str((now() - account.created_at).days)
            table.add_row(account.email or account.phone or "", account.audience, account.state, account.country, days)
        console.print(table)


@app.command("export")
def export(
    email: str,
    to: Annotated[Path, typer.Option(help="Where the archive is written; readable by you alone.")],
    audience: Annotated[str, typer.Option(help="buyer, seller or operator.")] = "seller",
) -> None:
    """Write an archive of everything that is kept about a person, to be handed over to that person."""
    with market():
        account = _find(email, audience)
        module = importlib.import_module("kontor.contexts.privacy.services.export_for")
        content = module.export_for(by=System("kontor user export"), account_id=account.pk)
        to.touch(mode=0o600)
        to.write_bytes(content)
        console.print(f"[green]✓[/green] {len(content)} bytes of {email} are in {to}. The request is in the log.")


def _service(name: str) -> Any:
    """A service of the accounts: the plumbing names the context, it does not import it."""
    return getattr(importlib.import_module(f"kontor.contexts.accounts.services.{name}"), name)


def _find(email: str, audience: str) -> Any:
    from django.contrib.auth import get_user_model

    account = get_user_model()._default_manager.filter(email__iexact=email, audience=audience).first()
    if account is None:
        raise stop_with(f"There is no {audience} with the address {email}.")
    return account
