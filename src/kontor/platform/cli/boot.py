"""Before anything else: a database that answers, a secret, Django on top."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from kontor.config.env import env
from kontor.platform.database.binaries import NoBinaries
from kontor.platform.database.server import AlreadyRunning, CannotStart, Server

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def stop_with(sentence: str) -> typer.Exit:
    """An exit with a sentence; raise it."""
    errors.print(f"[red]✗[/red] {sentence}")
    return typer.Exit(1)


@contextmanager
def database() -> Iterator[Server | None]:
    """A reachable database for the length of the block.

    Yields:
        The embedded server when this process started it; None when `DATABASE_URL` names another or when a
        running `kontor up` serves this data folder already.
    """
    if env().database_url:
        yield None
        return
    server = Server(env().data, programs=env().postgres_bin, user=env().postgres_user)
    try:
        server.start()
    except AlreadyRunning:
        yield None
        return
    except (CannotStart, NoBinaries) as error:
        raise stop_with(str(error)) from None
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def market(*, migrated: bool = True) -> Iterator[None]:
    """A database and Django, for commands that look at the market.

    Args:
        migrated: bring the tables up to date first; a second `migrate` finds nothing to do.
    """
    with database():
        django()
        if migrated:
            from kontor.platform.cli.prepare import migrate

            migrate()
            from kontor.platform import policy

            policy.load()
        yield


def django() -> None:
    """Set Django up. The password of the embedded database exists by now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.config.settings")
    import django as framework

    framework.setup()


def make_secret(data: Path) -> None:
    """A signing secret for an installation whose operator has set none; readable by us alone."""
    place = data / "secret"
    if env().secret or place.exists():
        return
    data.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
