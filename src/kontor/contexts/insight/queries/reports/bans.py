"""Accounts that were closed because they belong together (ACC-51)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.rows import rows
from kontor.kernel.viewer import Operator

_HALVES = """
SELECT make_date(extract(year FROM day)::int, CASE WHEN extract(month FROM day) < 7 THEN 1 ELSE 7 END, 1) AS half,
    mechanism, count(*), count(lifted_at)
FROM (
    SELECT b.at AT TIME ZONE 'UTC' AS day, b.lifted_at, coalesce(m.reason, '') AS mechanism
    FROM risk_ban b LEFT JOIN risk_member m ON m.account_id = b.account_id
    LEFT JOIN accounts_account a ON a.id = b.account_id
    WHERE b.cluster_id IS NOT NULL AND b.at >= %(since)s AND b.at < %(until)s
        AND (%(country)s = '' OR a.country = %(country)s)
) AS banned
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
"""


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Bans of one half-year by one mechanism: what had linked the account to the others. `lifted`: taken back since."""

    start: date
    mechanism: str
    bans: int
    lifted: int


@dataclass(frozen=True, slots=True)
class Bans:
    """The figures of ACC-51."""

    halves: Sequence[HalfYear]

    @property
    def total(self) -> int:
        return sum(one.bans for one in self.halves)


def bans(viewer: Operator, period: Period, *, country: str = "") -> Bans:
    """Linked accounts that were banned in the period; one statement."""
    return Bans([HalfYear(*row) for row in rows(_HALVES, period.values() | {"country": country})])
