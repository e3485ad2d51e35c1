"""From a store order to its part of a payment."""

from __future__ import annotations

from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.rules import Share
from kontor.kernel.money import Money


def share_of(part: StoreOrder) -> Share:
    """One store order's part of the payment."""
    return Share(
        part.store_id,
        part.id,
        Money(part.total_minor, part.currency),
        Money(part.tax_minor, part.currency),
        Money(part.due_minor, part.store_currency),
    )
