"""Bringing a backup back."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from kontor.platform.backup.parts import DUMP, FORM, MANIFEST, digest, run_client
from kontor.platform.backup.write import Progress


class BrokenBackup(RuntimeError):  # noqa: N818  (reads as what it is)
    """The file is not what its manifest says; nothing has been touched."""


def restore(source: Path, progress: Progress = lambda *_: None) -> dict[str, Any]:
    """Replace this installation's market by the one in `source`.

    Everything is unpacked and compared with its checksums first; only then is the database emptied and filled in
    one transaction, and the files put in place.

    Returns:
        The manifest.

    Raises:
        BrokenBackup: nothing has been touched.
    """
    data = settings.KONTOR.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as name:
        folder = Path(name)
        manifest = _unpack(source, folder, progress)
        progress("database", 0, 1)
        connection.close()
        with connection.cursor() as cursor:  # what the backup does not know would be in its way
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        connection.close()
        run_client(
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            "--dbname=" + connection.settings_dict["NAME"], str(folder / DUMP),
        )  # fmt: skip
        progress("database", 1, 1)
        _place(folder / "data", data)
    return manifest


def _unpack(source: Path, folder: Path, progress: Progress) -> dict[str, Any]:
    try:
        with tarfile.open(source) as archive:
            _extract(archive, folder)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, tarfile.TarError, ValueError) as error:
        raise BrokenBackup(f"{source} is not a whole backup of Kontor: {error}") from None
    if manifest["form"] > FORM:
        raise BrokenBackup(f"{source} was made by a newer Kontor ({manifest['kontor']}): update this one first.")
    sums: dict[str, str] = manifest["sha256"]
    for number, (name, wanted) in enumerate(sums.items(), 1):
        if not (folder / name).is_file() or digest(folder / name) != wanted:
            raise BrokenBackup(f"{source} is damaged: {name} is not what its manifest says.")
        progress("checking", number, len(sums))
    return manifest


def _extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Files and folders alone: no links, no paths that lead out. Python has a filter for it since 3.11.4 only."""
    for member in archive:
        if not (member.isfile() or member.isdir()):
            raise tarfile.TarError(f"{member.name} is neither a file nor a folder")
        target = (folder / member.name).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise tarfile.TarError(f"{member.name} leads out of the backup")
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        content = archive.extractfile(member)
        with target.open("wb") as file:
            shutil.copyfileobj(content, file)  # type: ignore[arg-type]  # a file has content


def _place(fresh: Path, data: Path) -> None:
    for entry in fresh.iterdir() if fresh.exists() else ():
        target = data / entry.name
        if target.is_dir():
            shutil.rmtree(target)
        entry.replace(target)
