"""What orders and refunds mean for papers."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.billing.issuing import PAID
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.orders.events import OrderPaid
from kontor.contexts.payments.events import OrderRefunded
from kontor.platform.events import react_together


@react_together(OrderPaid)
def invoice_paid(events: Sequence[OrderPaid]) -> None:
    """A paid order gets its invoice."""
    note_due(wanted=[Wanted(event.store_id, event.order_id, PAID) for event in events])


@react_together(OrderRefunded)
def credit_refunded(events: Sequence[OrderRefunded]) -> None:
    """What went back is credited."""
    note_due(wanted=[Wanted(event.store_id, event.order_id, "refund", event.refunded_minor) for event in events])
