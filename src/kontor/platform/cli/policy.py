"""`kontor policy`: the figures of the rules."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer
from rich.table import Table

from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import System
from kontor.platform.cli.boot import console, market, stop_with

app = typer.Typer(no_args_is_help=True, help="List, read and change the figures of the rules; every change is kept.")
Name = Annotated[str, typer.Argument(help="Name of the value, such as orders.unpaid_close_after.")]


@app.command("list")
def listing(search: Annotated[str, typer.Argument(help="Words in name, sentence, rule or context.")] = "") -> None:
    """All values, or those that hold all the words."""
    with market():
        from kontor.platform import policy

        table = Table("name", "value", "default", "unit", "bounds", "rule", "sentence")
        for row in policy.listing(search=search):
            bounds = f"{row.low} – {row.high}" if row.low or row.high else ""
            shown = f"[bold]{row.value}[/bold]" if row.overridden else row.value
            table.add_row(row.name, shown, row.default, row.unit, bounds, row.rule, row.sentence)
        console.print(table)


@app.command("get")
def get(name: Name) -> None:
    """The value in force, alone on a line."""
    with market():
        from kontor.platform import policy

        found = [row for row in policy.listing() if row.name == name]
        if not found:
            raise stop_with(f"There is no policy value called {name}; see `kontor policy list`.")
        console.print(found[0].value)


@app.command("set")
def change(
    name: Name,
    value: Annotated[str, typer.Argument(help="The new value; `default` brings the default back.")],
    reason: Annotated[str, typer.Option(prompt="Why", help="Kept with the change.")],
) -> None:
    """Change a value. A running market follows within a second."""
    with market():
        from kontor.platform import policy

        by, who = System("kontor policy set"), f"{getpass.getuser()} (command line)"
        try:
            if value == "default":
                policy.reset_policy(name=name, by=by, by_name=who, reason=reason)
            else:
                policy.set_policy(name=name, text=value, by=by, by_name=who, reason=reason)
        except Refusal as refusal:
            raise stop_with(refusal.english()) from None
        console.print(f"[green]✓[/green] {name} = {value}")


@app.command("history")
def history(name: Annotated[str, typer.Argument(help="Of this value alone.")] = "") -> None:
    """Who changed what, when and why; latest first."""
    with market():
        from kontor.platform import policy

        table = Table("when (UTC)", "name", "from", "to", "who", "why")
        for row in policy.history(name=name):
            table.add_row(f"{row.at:%Y-%m-%d %H:%M}", row.name, row.old, row.new, row.by_name, row.reason)
        console.print(table)
