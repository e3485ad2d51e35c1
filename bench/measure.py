"""The run itself: limits first, then row after row."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench import argon, audit, ground, least_sql, load, preflight, spending, wrk
from bench.figures import Measured, Run
from bench.people import CONNECTIONS
from bench.rows import LIMIT_TITLES, Limit, Row
from bench.servers import Running, hello, workers_memory
from bench.supply import Supply
from bench.targets import get
from kontor.platform.database import address


@dataclass(frozen=True, slots=True)
class Pace:
    """How long and how often."""

    runs: int = 3
    seconds: float = 8.0
    warm_up: float = 3.0

    @property
    def all(self) -> float:
        """Seconds of all runs."""
        return self.warm_up + self.seconds * self.runs


QUICK = Pace(runs=1, seconds=3.0, warm_up=1.0)


@dataclass(slots=True)
class Report:
    """All that was found."""

    limits: dict[Limit, Measured] = field(default_factory=dict)
    rows: dict[Row, Measured] = field(default_factory=dict)
    cold_start: float = 0.0
    memory_idle: list[float] = field(default_factory=list)
    memory_after: list[float] = field(default_factory=list)
    spent: dict[str, dict[str, float]] = field(
        default_factory=dict
    )  # milliseconds of the processor for one, by row and part
    whole: dict[str, float] = field(default_factory=dict)  # the same for all together and visitors, limits too
    done: dict[str, int] = field(default_factory=dict)  # how many were made in all, by stateful row
    settled: dict[str, float] = field(default_factory=dict)  # seconds until reactions had caught up, by row
    verify: str = ""
    queries: dict[str, list[int]] = field(default_factory=dict)


Say = Callable[[str], None]


def limits(wanted: Sequence[Limit], pace: Pace, report: Report, say: Say) -> None:
    """What this machine can do at most."""
    for limit in wanted:
        say(f"{LIMIT_TITLES[limit]} …")
        began = spending.whole()
        measured = report.limits[limit] = Measured(_LIMITS[limit](pace))
        report.whole[limit.value] = _each(began, measured.rate * pace.all)


def _hello(pace: Pace) -> list[Run]:
    with hello():
        return _repeated(pace, lambda s: wrk.run(ground.HELLO_PORT, [get("/", "")], connections=CONNECTIONS, seconds=s))


def _sql(pace: Pace) -> list[Run]:
    maintenance, url = address.url(ground.DATA, "postgres"), address.url(ground.DATA, least_sql.DATABASE)
    least_sql.prepare(maintenance, url)
    try:
        return _repeated(pace, lambda seconds: least_sql.run(url, connections=CONNECTIONS, seconds=seconds))
    finally:
        least_sql.remove(maintenance)


def _argon2(pace: Pace) -> list[Run]:
    return _repeated(pace, lambda seconds: argon.run(processes=ground.WORKERS, seconds=seconds))


_LIMITS = {Limit.HELLO: _hello, Limit.SQL: _sql, Limit.ARGON2: _argon2}


def _repeated(pace: Pace, once: Callable[[float], Run]) -> list[Run]:
    once(pace.warm_up)
    return [once(pace.seconds) for _ in range(pace.runs)]


def rows(wanted: Sequence[Row], supply: Supply, pace: Pace, running: Running, report: Report, say: Say) -> None:
    """Every row; one that is not there or goes wrong does not stop the others."""
    for row in wanted:
        say(f"{row.title} …")
        before, began = spending.spent(running.process), spending.whole()
        if trouble := preflight.problem(row, supply):
            report.rows[row] = Measured(problem=trouble)
        elif row.is_plain:
            requests = supply.plain[row.name]
            report.rows[row] = Measured(
                _repeated(pace, lambda s, r=requests: wrk.run(ground.PORT, r, connections=CONNECTIONS, seconds=s))  # type: ignore[misc]
            )
        else:
            report.rows[row] = _stateful(row, supply, pace, report)
        done = report.done.get(row.name) or report.rows[row].rate * pace.all
        report.whole[row.name] = _each(began, done)
        report.spent[row.name] = spending.each(before, spending.spent(running.process), done)


def _each(began: float, done: float) -> float:
    """Milliseconds that one of `done` took since then, visitors included."""
    return (spending.whole() - began) * 1000 / done if done else 0.0


def _stateful(row: Row, supply: Supply, pace: Pace, report: Report) -> Measured:
    before, receipts, runs = audit.count_orders(), list[str](), list[Run]()
    for number, seconds in enumerate([pace.warm_up, *[pace.seconds] * pace.runs]):
        outcome = load.drive(supply.plan(row, seconds, number), CONNECTIONS)
        receipts += outcome.receipts
        runs.append(outcome.run)
    report.done[row.name], report.settled[row.name] = len(receipts), audit.settle()
    problem = ""
    if row.name.startswith("checkout"):
        problem = audit.problem(receipts, before) or audit.verify()
        report.verify = problem or "clean"
    if runs[0].problem != load.NOTHING:  # a short warm-up may end before anybody has paid
        problem = problem or runs[0].problem
    return Measured(runs[1:], problem)


def idle(running: Running, report: Report) -> None:
    """What a market that nobody visits takes."""
    time.sleep(1)
    report.cold_start, report.memory_idle = running.cold_start, workers_memory(running.process)
