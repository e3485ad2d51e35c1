"""The operator's reports of reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kontor.contexts.billing.comparing import CHECKS
from kontor.contexts.billing.models import Reconciliation, ReconciliationDifference
from kontor.contexts.sellers.queries import store_cards
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator


@dataclass(frozen=True, slots=True)
class Figure:
    """One comparison in one currency; `title` is marked for translation."""

    code: str
    title: str
    ours: Money
    booked: Money
    differing: int
    made_at: datetime

    @property
    def difference(self) -> Money:
        return self.booked - self.ours


@dataclass(frozen=True, slots=True)
class Difference:
    """One key that differs. `store_name`, `store_slug`: where the key is a store."""

    code: str
    key: str
    ours: Money
    booked: Money
    store_name: str
    store_slug: str

    @property
    def difference(self) -> Money:
        return self.booked - self.ours


def days(viewer: Operator, *, size: int = 31) -> list[date]:
    """The days that have a report, newest first."""
    return list(Reconciliation.objects.order_by("-day").values_list("day", flat=True).distinct()[:size])


def figures(viewer: Operator, day: date) -> list[Figure]:
    """The report of a day, in the order of the comparisons."""
    places = {code: place for place, code in enumerate(CHECKS)}
    rows = sorted(
        Reconciliation.objects.filter(day=day), key=lambda row: (places.get(row.check_code, 99), row.currency)
    )
    return [
        Figure(
            row.check_code, CHECKS[row.check_code].title, Money(row.ours_minor, row.currency),
            Money(row.booked_minor, row.currency), row.differing, row.made_at,
        )
        for row in rows
        if row.check_code in CHECKS
    ]  # fmt: skip


def differences(viewer: Operator, day: date, code: str = "") -> list[Difference]:
    """What differed on a day, of one comparison or of all; at most two hundred keys of each were kept."""
    rows = ReconciliationDifference.objects.filter(day=day)
    if code:
        rows = rows.filter(check_code=code)
    found = list(rows.order_by("check_code", "key"))
    by_store = [row for row in found if row.check_code in CHECKS and CHECKS[row.check_code].opens == "store"]
    cards = store_cards({UUID(row.key) for row in by_store})
    named = {row.key: cards[UUID(row.key)] for row in by_store if UUID(row.key) in cards}
    return [
        Difference(
            row.check_code, row.key, Money(row.ours_minor, row.currency), Money(row.booked_minor, row.currency),
            named[row.key].name if row.key in named else "", named[row.key].slug if row.key in named else "",
        )
        for row in found
    ]  # fmt: skip
