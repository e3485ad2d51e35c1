"""What orders and refunds mean for papers."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.billing.events import PayoutEnded
from kontor.contexts.billing.issuing import PAID
from kontor.contexts.billing.lifecycle import PayoutState
from kontor.contexts.billing.rules.faults import fault_of
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.orders.events import OrderPaid
from kontor.contexts.payments.events import OrderRefunded
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.money import Money
from kontor.platform.events import react, react_together


@react_together(OrderPaid)
def invoice_paid(events: Sequence[OrderPaid]) -> None:
    """A paid order gets its invoice."""
    note_due(wanted=[Wanted(event.store_id, event.order_id, PAID) for event in events])


@react_together(OrderRefunded)
def credit_refunded(events: Sequence[OrderRefunded]) -> None:
    """What went back is credited."""
    note_due(wanted=[Wanted(event.store_id, event.order_id, "refund", event.refunded_minor) for event in events])


@react(PayoutEnded)
def tell_of_payout(event: PayoutEnded) -> None:
    """Those who see the store's money hear that a payout failed, why, and what to do; one that arrived is not told."""
    if event.state == PayoutState.PAID:
        return
    values = {
        "store": Store.objects.get(id=event.store_id).name, "payout": str(event.number),
        "amount": Money(event.amount_minor, event.currency), "state": event.state, "fault": fault_of(event.reason),
        "reason": event.reason,
    }  # fmt: skip
    cause = f"billing.payout:{event.state}:{event.payout_id}"
    told = members_with(event.store_id, "finance.view")
    notify_many(news=[News(account, "payout_failed", values, cause) for account in told])
