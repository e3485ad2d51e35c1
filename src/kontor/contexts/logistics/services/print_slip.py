"""Somebody prints the packing slip of an order."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.logistics.errors import SlipNotNow
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.slips import Slip, slips
from kontor.contexts.privacy.services.note_recipient_read import note_recipient_read
from kontor.contexts.sellers.tax_queries import require_tax_numbers
from kontor.kernel.viewer import Seat


def print_slip(*, seat: Seat, order_id: UUID) -> Slip:
    """What the slip says; that its recipient was seen is written down (ACC-40). Page and bulk action both ask here.

    Raises:
        RightMissing: without `logistics.labels`.
        OrderNotFound: when the seat's store has no such order.
        TaxNumberNeeded: the destination's tax numbers are not registered (SEL-04).
        SlipNotNow: nothing of the order has to be labelled.
    """
    with transaction.atomic():
        slip = slips(seat, [order_id]).get(order_id)
        if slip is None:
            raise OrderNotFound
        require_tax_numbers(seat, slip.country)
        if not slip.address:
            raise SlipNotNow
        note_recipient_read(viewer=seat, store_id=seat.store_id, order_id=order_id, number=slip.number)
        return slip
