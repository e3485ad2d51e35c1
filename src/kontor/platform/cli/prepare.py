"""What stands between an empty folder and a market that can open: tables, texts, static files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from kontor.config.env import env
from kontor.platform.translations import compile_stale

_LOCK = 7306  # of our advisory locks: several machines may start at once, one migrates


def migrate() -> int:
    """Bring the tables up to date.

    Returns:
        How many migrations ran.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if plan:
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    return len(plan)


def texts() -> int:
    """Compile translations whose source is newer.

    Returns:
        How many were compiled.
    """
    return compile_stale()


def static_files() -> bool:
    """Collect, compress and name static files by their content, when any has changed.

    Returns:
        Whether there was something to do.
    """
    from django.contrib.staticfiles.finders import get_finders

    data = env().data
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp, now = data / "static.stamp", digest.hexdigest()
    if (data / "static" / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == now:
        return False
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0"],
        env={**os.environ, "KONTOR_COLLECTING": "1", "DJANGO_SETTINGS_MODULE": "kontor.config.settings"},
        check=True,
    )
    stamp.write_text(now)
    return True
