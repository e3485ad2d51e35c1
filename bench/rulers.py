"""The limits of this machine, measured again and again between the rows that are held against them.

A machine that shares its processors with others is faster at one moment than at another, by a third within minutes.
So a row is held against what its limit did right before, between and after the row's own runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench import argon, ground, least_sql, spending, wrk
from bench.figures import Run
from bench.people import CONNECTIONS
from bench.rows import Limit
from bench.servers import hello
from bench.targets import get
from kontor.platform.database import address

Once = Callable[[float], Run]


@dataclass(slots=True)
class Ruler:
    """One limit, ready to be measured.

    Attributes:
        seconds: of one run.
        runs: all that were made.
    """

    once: Once
    seconds: float
    runs: list[Run] = field(default_factory=list)
    _spent: float = 0.0
    _done: float = 0.0

    def lay(self) -> Run:
        """Measure once more."""
        began = spending.whole()
        run = self.once(self.seconds)
        self._spent += spending.whole() - began
        self._done += run.rate * self.seconds
        self.runs.append(run)
        return run

    @property
    def milliseconds(self) -> float:
        """Processor time of one, of all that this run has started."""
        return self._spent * 1000 / self._done if self._done else 0.0


@contextmanager
def ruler(limit: Limit, *, seconds: float, warm_up: float) -> Iterator[Ruler]:
    """`limit` made ready, and warm."""
    with _OPENED[limit]() as once:
        once(warm_up)
        yield Ruler(once, seconds)


@contextmanager
def _hello() -> Iterator[Once]:
    with hello():
        yield lambda seconds: wrk.run(ground.HELLO_PORT, [get("/", "")], connections=CONNECTIONS, seconds=seconds)


@contextmanager
def _sql() -> Iterator[Once]:
    maintenance, url = address.url(ground.DATA, "postgres"), address.url(ground.DATA, least_sql.DATABASE)
    least_sql.prepare(maintenance, url)
    try:
        yield lambda seconds: least_sql.run(url, connections=CONNECTIONS, seconds=seconds)
    finally:
        least_sql.remove(maintenance)


@contextmanager
def _argon2() -> Iterator[Once]:
    yield lambda seconds: argon.run(processes=ground.WORKERS, seconds=seconds)


_OPENED = {Limit.HELLO: _hello, Limit.SQL: _sql, Limit.ARGON2: _argon2}
