"""An order is paid: what was held for it now waits for shipping."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.models import Reservation, ReservationState


def commit(*, store_id: UUID, order_id: UUID) -> None:
    """Turn the held reservations of a store order into committed ones. Safe to repeat."""
    with transaction.atomic(savepoint=False):
        Reservation.objects.filter(store_id=store_id, order_id=order_id, state=ReservationState.HELD).update(
            state=ReservationState.COMMITTED
        )
