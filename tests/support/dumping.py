"""A test database as pg_dump writes it: nothing that stands in it can hide."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.db import connection

from kontor.platform.database import binaries


def dumped() -> str:
    """The whole database as pg_dump writes it."""
    values = connection.get_connection_params()
    environment = {
        **os.environ, "PGHOST": str(values.get("host", "")), "PGPORT": str(values.get("port", "") or 5432),
        "PGUSER": str(values.get("user", "")), "PGPASSWORD": str(values.get("password", "")),
    }  # fmt: skip
    program = Path(binaries.find().folder) / "pg_dump"
    done = subprocess.run(
        [str(program), "--data-only", "--inserts", str(values["dbname"])],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout
