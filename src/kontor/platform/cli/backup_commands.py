"""`kontor backup FILE`, `kontor restore FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kontor.config.env import env
from kontor.platform.cli import boot
from kontor.platform.cli.boot import console, stop_with
from kontor.platform.cli.demo import bars


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; keep it secret, it holds people's data and keys.")],
) -> None:
    """Write database, pictures and keys into one file. The market may run meanwhile."""
    with boot.market(migrated=False), bars() as progress:
        from kontor.platform import backup as backups

        size = backups.write(file, progress)
    console.print(f"[green]✓[/green] {file}: {size / 1_000_000:.1f} MB")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `kontor backup` wrote.", exists=True)],
    yes: Annotated[bool, typer.Option("--yes", help="Replace what is there without asking.")] = False,
) -> None:
    """Replace this installation's market by the one in FILE. Stop the market first."""
    with boot.database() as server:
        if server is None and not env().database_url:
            raise stop_with("The market runs: stop it before a restore.")
        boot.django()
        from kontor.platform import backup as backups

        if not yes:
            typer.confirm(f"Everything in {env().data.resolve()} and its database is replaced. Go on?", abort=True)
        try:
            with bars() as progress:
                manifest = backups.restore(file, progress)
        except backups.BrokenBackup as error:
            raise stop_with(f"{error} Nothing was changed.") from None
        from kontor.platform.cli.prepare import migrate

        ran = migrate()
    later = f"; {ran} newer migrations ran" if ran else ""
    console.print(f"[green]✓[/green] The market of {manifest['made_at'][:16]} is back{later}.")
