"""`python -m bench`: measures the market; `python -m bench profile ROW` shows where a row's time goes."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bench import ground
from bench.rows import ROWS, chosen

ground.claim()  # before anything of ours reads the environment

RESULTS = Path(__file__).with_name("results") / "latest.json"


def main() -> int:
    """Read the command line, do it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short run a row: figures are only indicative")
    parser.add_argument("--only", action="append", default=[], metavar="ROW",
                        help="this row alone (may be repeated): " + ", ".join(row.name for row in ROWS)
                        + "; or a part of the name: checkout, json")  # fmt: skip
    parser.add_argument("--json", type=Path, default=RESULTS, metavar="FILE", help="where the figures go")
    _add_data(parser, default=False)
    modes = parser.add_subparsers(dest="mode", title="modes")
    profile = modes.add_parser("profile", help="where a row's time goes, in this process, with all its SQL")
    profile.add_argument("row", metavar="ROW")
    profile.add_argument("--times", type=int, default=20, help="journeys that are profiled")
    profile.add_argument("--plan", action="store_true", help="show how the database runs each statement")
    _add_data(profile, default=argparse.SUPPRESS)
    given = parser.parse_args()
    try:
        rows = chosen(given.only if given.mode is None else [given.row])
    except LookupError as error:
        parser.error(str(error.args[0]))
    os.chdir(ground.ROOT)
    if given.mode == "profile":
        from bench import profiling

        return profiling.run(rows[0], times=given.times, plan=given.plan, fresh=given.fresh, keep=given.keep)
    from bench import conductor

    return conductor.run(rows, quick=given.quick, file=given.json, fresh=given.fresh, keep=given.keep)


def _add_data(parser: argparse.ArgumentParser, *, default: bool | str) -> None:
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--fresh", action="store_true", default=default, help="make the data anew")
    data.add_argument("--keep", action="store_true", default=default,
                      help="use the data of last time even if the code that made them has changed")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
