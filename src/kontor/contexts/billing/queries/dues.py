"""Documents that could not be issued, for the operator (TRD-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.billing.issuing import PAID
from kontor.contexts.billing.models import Due
from kontor.contexts.billing.rules.dues import SENTENCES
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.queries import store_cards
from kontor.kernel.viewer import Operator


@dataclass(frozen=True, slots=True)
class DueCard:
    """One document that could not be issued. `sentence` is marked for translation; `order_number` 0: no such order."""

    id: UUID
    store_name: str
    order_number: int
    credit: bool
    sentence: str
    detail: str
    since: datetime
    tries: int
    next_at: datetime


def not_issued(viewer: Operator, *, after: UUID | None = None, size: int = 50) -> list[DueCard]:
    """What could not be issued, the oldest first, paged by key (`after`: the last one's id), in three statements."""
    rows = Due.objects.exclude(reason="")
    if after is not None:
        rows = rows.filter(id__gt=after)
    found = list(rows.order_by("id")[:size])
    stores = {row.store_id for row in found}
    orders = StoreOrder.objects.filter(store_id__in=stores, id__in={row.order_id for row in found})
    numbers = dict(orders.values_list("id", "number"))
    cards = store_cards(stores)
    return [
        DueCard(
            row.id, cards[row.store_id].name if row.store_id in cards else "", numbers.get(row.order_id, 0),
            row.cause != PAID, SENTENCES.get(row.reason, row.reason), row.detail, row.at, row.tries, row.next_at,
        )
        for row in found
    ]  # fmt: skip


def many_not_issued(viewer: Operator) -> int:
    """How many could not be issued."""
    return Due.objects.exclude(reason="").count()
