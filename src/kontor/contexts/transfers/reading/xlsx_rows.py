"""Rows of an XLSX file, from the process that reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kontor.contexts.transfers.errors import FileDamaged
from kontor.contexts.transfers.policy import READER_MEGABYTES, READER_SECONDS


def xlsx_rows(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet.

    Raises:
        FileDamaged: it cannot be read within the limits.
    """
    command = [sys.executable, "-m", "kontor.contexts.transfers.reading.unpack", str(path),
               str(READER_MEGABYTES.int()), str(READER_SECONDS.int())]  # fmt: skip
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, encoding="utf-8"
    ) as reader:
        try:
            for line in reader.stdout or ():
                if line == "end\n":
                    return
                yield json.loads(line)
        finally:
            reader.kill()
    raise FileDamaged
