"""What a backup holds."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings

from kontor.platform.database.binaries import find

FORM = 1  # of the archive; a newer form is refused by an older program
DUMP, MANIFEST = "database.dump", "manifest.json"
FOLDERS = ("media", "private", "gateway")  # pictures; sheets of stores; the keys and memory of the played gateway
FILES = ("secret",)  # signs sessions and tokens
PIECE = 1024 * 1024  # bytes


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def data_files(data: Path) -> list[Path]:
    """Files of the data folder that belong to a backup, relative to it."""
    found = [Path(name) for name in FILES if (data / name).is_file()]
    for folder in FOLDERS:
        found += [path.relative_to(data) for path in sorted((data / folder).rglob("*")) if path.is_file()]
    return found


def run_client(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's client programs against the market's database.

    Raises:
        RuntimeError: with its own words when it fails.
    """
    known: dict[str, Any] = settings.DATABASES["default"]
    named = {
        "PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"], "PGDATABASE": known["NAME"],
    }  # fmt: skip
    folder = find(settings.KONTOR.postgres_bin).folder
    done = subprocess.run(  # noqa: S603
        [folder / program, *arguments],
        env={**os.environ, **{name: value for name, value in named.items() if value}},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program} failed: {done.stderr.strip()}")
