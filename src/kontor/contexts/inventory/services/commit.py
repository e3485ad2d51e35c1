"""An order is paid: what was held for it now waits for shipping."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.models import Reservation, ReservationState


def commit(*, orders: Mapping[UUID, UUID]) -> None:
    """Turn the held reservations of store orders (order → its store) into committed ones. Safe to repeat."""
    with transaction.atomic(savepoint=False):
        held = Reservation.objects.filter(
            store_id__in=set(orders.values()), order_id__in=list(orders), state=ReservationState.HELD
        )
        held.update(state=ReservationState.COMMITTED)
