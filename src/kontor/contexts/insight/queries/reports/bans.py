"""Accounts that were closed because they belong together (ACC-51)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.rows import rows
from kontor.contexts.insight.rules import from_one_place, mechanism_of
from kontor.kernel.viewer import Operator

_HALVES = """
SELECT make_date(extract(year FROM day)::int, CASE WHEN extract(month FROM day) < 7 THEN 1 ELSE 7 END, 1) AS half,
    trace, count(*), count(lifted_at)
FROM (
    SELECT b.at AT TIME ZONE 'UTC' AS day, b.lifted_at, coalesce(m.reason, '') AS trace
    FROM risk_ban b LEFT JOIN risk_member m ON m.account_id = b.account_id
    LEFT JOIN accounts_account a ON a.id = b.account_id
    WHERE b.cluster_id IS NOT NULL AND b.at >= %(since)s AND b.at < %(until)s
        AND (%(country)s = '' OR a.country = %(country)s)
) AS banned
GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Bans of one half-year by what had linked the account to the others (`insight.rules.mechanism_of`).

    Attributes:
        lifted: taken back since.
    """

    start: date
    mechanism: str
    bans: int
    lifted: int


@dataclass(frozen=True, slots=True)
class Bans:
    """The figures of ACC-51, oldest half-year and most frequent mechanism first. `one_place`: bans in one place."""

    halves: Sequence[HalfYear]
    one_place: int

    @property
    def total(self) -> int:
        return sum(one.bans for one in self.halves)


def bans(viewer: Operator, period: Period, *, country: str = "") -> Bans:
    """Linked accounts that were banned in the period; one statement."""
    counted: Counter[tuple[date, str]] = Counter()
    lifted: Counter[tuple[date, str]] = Counter()
    here = 0
    for half, trace, many, back in rows(_HALVES, period.values() | {"country": country}):
        counted[half, mechanism_of(trace)] += many
        lifted[half, mechanism_of(trace)] += back
        here += many if from_one_place(trace) else 0
    halves = [HalfYear(*key, many, lifted[key]) for key, many in counted.items()]
    return Bans(sorted(halves, key=lambda one: (one.start, -one.bans, one.mechanism)), here)
