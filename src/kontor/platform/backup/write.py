"""Writing a backup while the market runs."""

from __future__ import annotations

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

import kontor
from kontor.kernel.clock import now
from kontor.platform.backup.parts import DUMP, FORM, MANIFEST, data_files, digest, run_client

Progress = Callable[[str, int, int], None]


def write(target: Path, progress: Progress = lambda *_: None) -> int:
    """Write the market into `target`, readable by us alone.

    The database is a snapshot of one moment. Pictures are written after it: one that a row names is there.

    Returns:
        Size of the file in bytes.
    """
    data = settings.KONTOR.data
    fresh = target.with_name(f"{target.name}.part")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder, os.fdopen(handle, "wb") as file:
        dump = Path(folder) / DUMP
        progress("database", 0, 1)
        run_client("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}")
        progress("database", 1, 1)
        with tarfile.open(fileobj=file, mode="w") as archive:
            sums = {DUMP: digest(dump)}
            archive.add(dump, DUMP)
            files = data_files(data)
            for number, path in enumerate(files, 1):
                sums[f"data/{path}"] = digest(data / path)
                archive.add(data / path, f"data/{path}")
                progress("files", number, len(files))
            _add(archive, MANIFEST, json.dumps(_manifest(sums), indent=1).encode())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)
    return target.stat().st_size


def _manifest(sums: dict[str, str]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
    return {
        "form": FORM,
        "made_at": now().isoformat(),
        "kontor": getattr(kontor, "__version__", "0.1.0"),
        "postgresql": server,
        "migrations": migrations,
        "sha256": sums,
    }


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    entry.mode = 0o600
    archive.addfile(entry, io.BytesIO(content))
