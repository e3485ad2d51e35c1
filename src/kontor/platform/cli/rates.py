"""`kontor rates`: exchange rates from the terminal."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from kontor.kernel.clock import now
from kontor.platform.cli.boot import console, market, stop_with

app = typer.Typer(no_args_is_help=True, help="List exchange rates, bring them in a file, ask the provider now.")
EvenJumps = Annotated[
    bool,
    typer.Option("--even-jumps", help="Take over rates that moved by more than pricing.rate_jump_at_most: you looked."),
]


@app.command("list")
def listing() -> None:
    """The newest rate of each currency, and which of those that are in use have none."""
    with market():
        queries = _pricing("queries")
        known, used, waiting = queries.newest(now().date()), set(queries.in_use()), set(queries.waiting())
        table = Table("currency", "for 1 USD", "of", "by", "in use", "")
        for code in sorted({*known, *used} - {"USD"}):
            row = known.get(code)
            values = (f"{row.value.normalize():f}", row.day.isoformat(), row.source) if row else ("–", "", "")
            note = "jumped: waits for a decision" if code in waiting else "" if row else "[red]no rate[/red]"
            table.add_row(code, *values, "yes" if code in used else "", note)
        console.print(table)


@app.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="CSV (day,currency,per_usd) or the ECB's XML.", exists=True)],
    source: Annotated[str, typer.Option(help="Whose figures a CSV holds; shown beside prices.")] = "Operator",
    even_jumps: EvenJumps = False,
) -> None:
    """Take over the rates in FILE: all of it or nothing."""
    with market():
        try:
            found = _service("import_file")(content=file.read_bytes(), source=source[:60], even_jumps=even_jumps)
        except ValueError as problem:  # it says what stands where
            raise stop_with(f"{file}: {problem}. Nothing was stored.") from None
        for taken in found:
            _tell(taken)


@app.command("fetch")
def fetch(even_jumps: EvenJumps = False) -> None:
    """Ask the provider at KONTOR_RATES_URL now."""
    with market():
        silent = _pricing("providers.protocol").RatesSilent
        try:
            taken = _service("fetch_rates")(even_jumps=even_jumps)
        except silent as problem:
            raise stop_with(f"{problem}. The rates of before hold.") from None
        if taken is None:
            raise stop_with("No provider is named: KONTOR_RATES_URL is empty.")
        _tell(taken)
        if taken.missing:
            console.print(f"    not there, so their last rates hold: {', '.join(taken.missing)}")


def _tell(taken: Any) -> None:
    new = ", ".join(taken.new) or "nothing new"
    console.print(f"[green]✓[/green] {taken.day} by {taken.source}: {new}")
    if taken.held:
        console.print(f"[red]✗[/red]   jumped, not taken over: {', '.join(taken.held)} (review queue, or --even-jumps)")


def _service(name: str) -> Any:
    return getattr(_pricing(f"services.{name}"), name)


def _pricing(room: str) -> Any:
    """A room of the context: the plumbing names it, it does not import it."""
    return importlib.import_module(f"kontor.contexts.pricing.{room}")
