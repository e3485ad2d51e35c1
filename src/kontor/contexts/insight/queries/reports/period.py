"""Of which days a report speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kontor.contexts.insight.queries.rows import least_id
from kontor.contexts.insight.rules import step_of


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in UTC, the last one included."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), UTC)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)

    @property
    def step(self) -> str:
        """day, week or month: how a chart cuts the period."""
        return step_of(self.first, self.last)

    def values(self) -> dict[str, Any]:
        """The period as named values of a statement; ids are ordered by time, so that a range of them is a period."""
        return {
            "since": self.since, "until": self.until, "step": self.step,
            "first_id": least_id(self.since), "end_id": least_id(self.until),
        }  # fmt: skip
