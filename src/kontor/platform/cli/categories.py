"""`kontor categories`: the tree of goods, from a file and to one."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import System
from kontor.platform.cli.boot import console, market, stop_with

app = typer.Typer(
    no_args_is_help=True,
    help="The categories of goods and what sellers are asked in each. Without any, nobody can offer anything.",
)
_BY = System("kontor categories")
_MOST_FAULTS = 20  # said at once


@app.command("import")
def importing(
    file: Annotated[Path | None, typer.Argument(help="A file as `kontor categories export` writes it.")] = None,
    starter: Annotated[bool, typer.Option("--starter", help="The tree that comes with Kontor.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; change nothing.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what the file does not name, unless products stand in it.")
    ] = False,
) -> None:
    """Create and change categories by their codes, all or nothing. Running markets follow within three minutes."""
    if starter == (file is not None):
        raise stop_with("Name a file, or say --starter.")
    text = _read(file) if file is not None else ""
    with market():
        text = text or _context("tree_file").starter()
        try:
            done = _context("services.import_categories").import_categories(
                by=_BY, text=text, prune=prune, dry_run=dry_run
            )
        except Refusal as refusal:
            raise _refused(refusal) from None
        would = "would be " if dry_run else ""
        for word, codes in (("created", done.created), ("changed", done.updated), ("removed", done.removed)):
            if codes:
                console.print(f"{len(codes)} {would}{word}: {', '.join(codes)}", markup=False)
        for kept in done.kept:
            console.print(f"[yellow]•[/yellow] {kept.what} stays: {kept.because}.")
        named = len(done.created) + len(done.updated) + done.same
        end = "Nothing was changed." if dry_run else f"{done.same} were the same already."
        console.print(f"[green]✓[/green] The file has {named} categories. {end}")


@app.command("export")
def export(
    to: Annotated[Path | None, typer.Option(help="Where the file is written; without it, to the terminal.")] = None,
) -> None:
    """Write the tree as a file that can be changed and imported again."""
    with market():
        text: str = _context("queries").exported_tree(_BY)
    if to is None:
        typer.echo(text, nl=False)
        return
    to.write_text(text, encoding="utf-8")
    console.print(f"[green]✓[/green] The categories are in {to}.")


@app.command("list")
def listing() -> None:
    """All categories, with what is asked of goods in each and how many products stand there."""
    with market():
        shelves = _context("queries").shelves(_BY)
    if not shelves:
        console.print("There are no categories. `kontor categories import --starter` brings some.")
        return
    table = Table()
    for title in ("code", "products", "HS"):
        table.add_column(title, no_wrap=True)
    for title in ("%", "control", "name", "axes"):
        table.add_column(title)
    for one in shelves:
        table.add_row(
            "  " * one.depth + one.code, str(one.products), one.hs_prefix, f"{one.commission_bp / 100:g}",
            "export" if one.export_controlled else "", one.name, ", ".join(one.axes),
        )  # fmt: skip
    console.print(table)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise stop_with(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise stop_with(f"{file} is not written in UTF-8.") from None


def _refused(refusal: Refusal) -> typer.Exit:
    """All faults with their lines; nothing was changed."""
    faults = list(getattr(refusal, "parts", [refusal]))
    for fault in faults[:_MOST_FAULTS]:
        console.print(fault.english(), markup=False, soft_wrap=True)
    if len(faults) > _MOST_FAULTS:
        console.print(f"… and {len(faults) - _MOST_FAULTS} more.")
    return stop_with("The file is not imported; nothing was changed.")


def _context(room: str) -> Any:
    """A room of the catalogue: the plumbing names the context, it does not import it."""
    return importlib.import_module(f"kontor.contexts.catalogue.{room}")
