"""Measurements as values: runs, medians, shares, verdicts. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.rows import Row, goal


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a row: how many a second, latencies in milliseconds; `problem` says why it does not count."""

    rate: float
    p50: float
    p99: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """All runs of one row."""

    runs: Sequence[Run] = ()
    problem: str = ""  # of the row as a whole

    @property
    def rate(self) -> float:
        return median([run.rate for run in self.runs])

    @property
    def p50(self) -> float:
        return median([run.p50 for run in self.runs])

    @property
    def p99(self) -> float:
        return median([run.p99 for run in self.runs])

    @property
    def trouble(self) -> str:
        """What makes the figures worthless, or ""."""
        return self.problem or next((run.problem for run in self.runs if run.problem), "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row held against its limit."""

    share: float
    goal: float | None
    passed: bool
    words: str


def median(values: Sequence[float]) -> float:
    """The middle one; 0 for none."""
    return statistics.median(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all do not exceed; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def judge(row: Row, measured: Measured, beside: Mapping[Row, Measured]) -> Verdict:
    """Whether the row keeps its floor, and how far it is from its goal.

    Args:
        beside: what each row's limit did at the row's own time.
    """
    limit = beside[row].rate if row in beside else 0.0
    share = measured.rate / limit if limit else 0.0
    target = goal(row, limit)
    if measured.trouble:
        return Verdict(share, target, passed=False, words=f"does not count: {measured.trouble}")
    if not limit:
        return Verdict(share, target, passed=False, words="its limit was not measured")
    if share < row.floor:
        return Verdict(share, target, passed=False, words=f"below the floor of {row.floor * limit:,.0f}/s")
    if target is None or row.peer is None:
        return Verdict(share, target, passed=True, words="ok")
    times = measured.rate / target * 10
    return Verdict(share, target, passed=True, words=f"ok, {times:.1f} × the best peer")
