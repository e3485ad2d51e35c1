"""Coupons for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.queries.offer import forget
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator, Seat

BOSS = Operator(new_id())


def seat_of(store: Store, *rights: str) -> Seat:
    """Somebody who issues the store's coupons."""
    return Seat(new_id(), store.id, frozenset(rights or ("marketing.coupons",)))


def coupon(store: Store | None = None, **given: Any) -> Coupon:
    """A coupon that runs: 5.00 off, of the store in its currency or of the platform in euro."""
    fields: dict[str, Any] = {
        "store_id": store.id if store else None, "name": "Five off", "kind": "amount", "state": "running",
        "currency": store.currency if store else "EUR", "amount_minor": 500, "per_buyer": 1, "budget_count": 100,
        "budget_minor": 1_000_000, "starts_at": now() - timedelta(days=1), "ends_at": now() + timedelta(days=30),
        "created_by": new_id(),
    }  # fmt: skip
    made = Coupon.objects.create(**fields | given)
    forget()
    return made
