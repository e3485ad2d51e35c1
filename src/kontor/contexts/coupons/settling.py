"""The money of the parts of uses. Within the services."""

from __future__ import annotations

from kontor.contexts.coupons.models import Use, UsePart
from kontor.contexts.coupons.rules.books import Settled
from kontor.kernel.money import Money


def settled_of(use: Use, part: UsePart) -> Settled:
    """What a coupon of the platform paid of a store order, as it was taken."""
    return Settled(
        Money(part.taken_minor, use.currency),
        Money(part.value_minor, part.store_currency),
        Money(part.store_minor, part.store_currency),
    )
