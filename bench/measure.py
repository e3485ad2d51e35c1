"""The run itself: row after row, each between runs of its limit."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench import audit, ground, load, preflight, spending, wrk
from bench.figures import Measured, Run
from bench.people import CONNECTIONS
from bench.rows import LIMIT_TITLES, Limit, Row
from bench.rulers import Ruler, ruler
from bench.servers import Running, workers_memory
from bench.supply import Supply


@dataclass(frozen=True, slots=True)
class Pace:
    """How long, in seconds, and how often; a limit is measured once more than a row."""

    runs: int = 3
    seconds: float = 8.0
    warm_up: float = 3.0
    limit_seconds: float = 4.0


QUICK = Pace(runs=1, seconds=3.0, warm_up=1.0, limit_seconds=2.0)


@dataclass(slots=True)
class Report:
    """All that was found."""

    limits: dict[Limit, Measured] = field(default_factory=dict)
    beside: dict[Row, Measured] = field(default_factory=dict)  # a row's limit, right before, between and after its runs
    rows: dict[Row, Measured] = field(default_factory=dict)
    cold_start: float = 0.0
    memory_idle: list[float] = field(default_factory=list)
    memory_after: list[float] = field(default_factory=list)
    spent: dict[str, dict[str, float]] = field(
        default_factory=dict
    )  # milliseconds of the processor for one, by row and part
    whole: dict[str, float] = field(default_factory=dict)  # the same for all together and visitors, limits too
    settled: dict[str, float] = field(default_factory=dict)  # seconds until reactions had caught up, by row
    verify: str = ""
    queries: dict[str, list[int]] = field(default_factory=dict)


Say = Callable[[str], None]


def idle(running: Running, report: Report) -> None:
    """What a market that nobody visits takes."""
    time.sleep(1)
    report.cold_start, report.memory_idle = running.cold_start, workers_memory(running.process)


def rows(wanted: Sequence[Row], supply: Supply, pace: Pace, running: Running, report: Report, say: Say) -> None:
    """Every row; one that is not there or goes wrong does not stop the others."""
    for limit, group in itertools.groupby(wanted, key=lambda row: row.limit):
        say(f"{LIMIT_TITLES[limit]} …")
        with ruler(limit, seconds=pace.limit_seconds, warm_up=pace.warm_up) as beside:
            for row in group:
                say(f"{row.title} …")
                _row(row, supply, pace, running, report, beside)
            report.limits[limit] = Measured(beside.runs or [beside.lay()])
            report.whole[limit.value] = beside.milliseconds


def _row(row: Row, supply: Supply, pace: Pace, running: Running, report: Report, beside: Ruler) -> None:
    if trouble := preflight.problem(row, supply):
        report.rows[row] = Measured(problem=trouble)
        return
    round_, tally = _Round(row, supply), _Tally(running.process)
    limits, runs = [beside.lay()], list[Run]()
    for number, seconds in enumerate([pace.warm_up, *[pace.seconds] * pace.runs]):
        runs.append(tally.of(lambda s=seconds, n=number: round_(s, n)))  # type: ignore[misc]
        if number:  # after the warm-up the row is under way
            limits.append(beside.lay())
    report.beside[row] = Measured(limits)
    report.rows[row] = Measured(runs[1:], round_.problem(runs[0]))
    report.whole[row.name] = tally.whole * 1000 / max(round_.done, 1)
    report.spent[row.name] = spending.each({}, tally.parts, round_.done)
    if not row.is_plain:
        report.settled[row.name] = round_.settled
    if row.name.startswith("checkout"):
        report.verify = round_.verified


@dataclass(slots=True)
class _Tally:
    """Processor time of a row's own runs."""

    supervisor: int
    parts: dict[str, float] = field(default_factory=dict)
    whole: float = 0.0

    def of(self, run: Callable[[], Run]) -> Run:
        before, began = spending.spent(self.supervisor), spending.whole()
        made = run()
        for part, now in spending.spent(self.supervisor).items():
            self.parts[part] = self.parts.get(part, 0.0) + now - before[part]
        self.whole += spending.whole() - began
        return made


class _Round:
    """A row's runs, and what they left in the market."""

    def __init__(self, row: Row, supply: Supply) -> None:
        self._row, self._supply = row, supply
        self._before = 0 if row.is_plain else audit.count_orders()
        self._receipts: list[str] = []
        self.done = 0.0
        self.settled = 0.0
        self.verified = ""

    def __call__(self, seconds: float, number: int) -> Run:
        if self._row.is_plain:
            run = wrk.run(ground.PORT, self._supply.plain[self._row.name], connections=CONNECTIONS, seconds=seconds)
            self.done += run.rate * seconds
            return run
        outcome = load.drive(self._supply.plan(self._row, seconds, number), CONNECTIONS)
        self._receipts += outcome.receipts
        self.done += len(outcome.receipts)
        self.settled = max(self.settled, audit.settle())  # what follows from it is not to weigh on the limit
        return outcome.run

    def problem(self, warm_up: Run) -> str:
        """What makes the row worthless, or ""."""
        found = ""
        if self._row.name.startswith("checkout"):
            found = audit.problem(self._receipts, self._before) or audit.verify()
            self.verified = found or "clean"
        if warm_up.problem != load.NOTHING:  # a short warm-up may end before anybody has paid
            found = found or warm_up.problem
        return found
