"""The operator's reports of reconciliation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext

from kontor.contexts.billing.comparing import CHECKS
from kontor.contexts.billing.models import Reconciliation, ReconciliationDifference, SettlementFile
from kontor.contexts.billing.rules.differences import KIND, subject_of
from kontor.contexts.sellers.queries import store_cards
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.ui.formats import money


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
    """One key that differs. `store_name`, `store_slug`: where the key is a store.

    `case`: the case in which somebody looks at it, or did last; None when nobody was asked. `decision`: how it ended.
    """

    id: UUID
    code: str
    key: str
    ours: Money
    booked: Money
    store_name: str
    store_slug: str
    case: UUID | None = None
    decision: str = ""

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
    named = {
        row.key: (cards[UUID(row.key)].name, cards[UUID(row.key)].slug) for row in by_store if UUID(row.key) in cards
    }
    subjects = {row.id: subject_of(row.check_code, row.key, row.currency) for row in found}
    items = reviews.ReviewItem.objects.filter(kind=KIND, subject_id__in=subjects.values()).order_by("id")
    cases = {item.subject_id: item for item in items}  # the latest of each
    return [_difference(row, named.get(row.key), cases.get(subjects[row.id])) for row in found]


def _difference(
    row: ReconciliationDifference, store: tuple[str, str] | None, case: reviews.ReviewItem | None
) -> Difference:  # fmt: skip
    return Difference(
        row.id, row.check_code, row.key, Money(row.ours_minor, row.currency), Money(row.booked_minor, row.currency),
        *(store or ("", "")), case.pk if case else None,
        case.decision if case else "",
    )  # fmt: skip


def evidence_of_difference(viewer: Operator, facts: Mapping[str, Any]) -> reviews.Evidence:
    """What a reviewer is shown: the difference as it was queued, and as the latest report has it."""
    code, key, unit = str(facts["check"]), str(facts["key"]), str(facts["currency"]).strip()
    title = gettext(CHECKS[code].title) if code in CHECKS else code
    latest = Reconciliation.objects.aggregate(day=Max("day"))["day"]
    row = ReconciliationDifference.objects.filter(day=latest, check_code=code, key=key, currency=unit).first()
    was = (Money(int(facts["ours"]), unit), Money(int(facts["booked"]), unit))
    said = gettext("Rows %(ours)s, ledger %(booked)s")
    now_is = (
        said % {"ours": money(Money(row.ours_minor, unit)), "booked": money(Money(row.booked_minor, unit))}
        if row
        else gettext("The latest report shows no difference.")
    )
    return [
        (gettext("Comparison"), title),
        (gettext("Key"), key),
        (gettext("Found on"), str(facts["day"])),
        (gettext("As it was found"), said % {"ours": money(was[0]), "booked": money(was[1])}),
        (gettext("Now"), now_is),
        (gettext("Report"), reviews.Link(gettext("Reconciliation"), f"/console/reconciliation/?check={code}")),
    ]


def settlement_files(viewer: Operator, *, size: int = 14) -> list[SettlementFile]:
    """The settlement files of late, the newest day first, whatever became of them."""
    return list(SettlementFile.objects.order_by("-day", "provider")[:size])
