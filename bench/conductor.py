"""A whole run: prepare, start the market, measure, judge, write down."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bench import ground, measure, preparing, profiling, supply, wrk
from bench.measure import QUICK, Pace, Report
from bench.results import exit_code, write
from bench.rows import Row
from bench.servers import NotUp, market, workers_memory
from bench.table import table


def run(rows: Sequence[Row], *, quick: bool, file: Path, fresh: bool, keep: bool) -> int:
    """Measure `rows`; the process's exit code."""
    if any(row.is_plain for row in rows) and not wrk.installed():
        return _stop(wrk.ABSENT)
    if taken := ground.taken_ports():
        return _stop(f"Somebody listens already on port {taken[0]}: another benchmark? End it, then try again.")
    report, pace = Report(), QUICK if quick else Pace()
    if (took := preparing.fill(fresh=fresh, keep=keep)) is not None:
        _say(f"A market of {ground.PRODUCTS:,} products was made in {took:.0f} s.")
    with preparing.database():
        preparing.once()
        supplied = supply.of(rows)
    try:
        with market() as running:
            _say(f"The market was ready {running.cold_start:.1f} s after its start.")
            measure.idle(running, report)
            measure.rows(rows, supplied, pace, running, report, _say)
            report.memory_after = workers_memory(running.process)
            report.queries = profiling.count(rows, supplied, report)
            preparing.forget_connections()
    except NotUp as problem:
        return _stop(str(problem))
    print()
    print(table(report.limits, report.rows, report.beside))
    print()
    for line in write(report, file, quick=quick):
        print(line)
    return exit_code(report)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _stop(sentence: str) -> int:
    _say(sentence)
    return 1
