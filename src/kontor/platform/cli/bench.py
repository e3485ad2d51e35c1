"""`kontor bench`: how fast is it here?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from kontor.platform.cli.boot import stop_with

ROOT = Path(__file__).resolve().parents[4]


def bench(
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Passed on to bench/; see `kontor bench -- --help`.")
    ] = None,
) -> None:
    """Measure the running configuration beside this machine's own limits. Needs a checkout of the sources."""
    if not (ROOT / "bench" / "__main__.py").exists():
        raise stop_with("The benchmark belongs to the sources: run `make bench` in a checkout.")
    raise typer.Exit(
        subprocess.run([sys.executable, "-m", "bench", *(arguments or [])], cwd=ROOT, check=False).returncode
    )
