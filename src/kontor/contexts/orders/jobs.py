"""Deadlines that act by themselves: each job is one statement to find the due, one service call for each."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.policy import RISK_CHECK_AT_MOST
from kontor.contexts.orders.services.clear_risk import clear_risk
from kontor.contexts.orders.services.forget_recipients import forget_recipients
from kontor.contexts.orders.services.receive import receive
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import System
from kontor.platform.jobs import job

_BATCH = 500
_CLOCK = System("clock")


@job(name="orders.receive_due", schedule="*/5 * * * *")
def receive_due() -> None:
    """Receipt by silence: delivered orders past their time count as received (TRD-06)."""
    due = StoreOrder.objects.filter(state=State.DELIVERED, receive_by__lte=now()).values_list("store_id", "id")
    for store_id, order_id in due[:_BATCH]:
        try:
            receive(viewer=_CLOCK, store_id=store_id, order_id=order_id)
        except MoveRefused:
            continue  # it has moved on since it was listed


@job(name="orders.clear_risk_due", schedule="*/5 * * * *")
def clear_risk_due() -> None:
    """The risk check does not hold an order for ever (TRD-07)."""
    before = now() - timedelta(hours=RISK_CHECK_AT_MOST.int())
    due = StoreOrder.objects.filter(state=State.PAID, paid_at__lte=before).values_list("store_id", "id")
    for store_id, order_id in due[:_BATCH]:
        try:
            clear_risk(viewer=_CLOCK, store_id=store_id, order_id=order_id)
        except MoveRefused:
            continue


@job(name="orders.forget_recipients", schedule="37 4 * * *")
def forget_old_recipients() -> None:
    """Recipients of invoices go when their time is over (ACC-42)."""
    while forget_recipients(limit=_BATCH) == _BATCH:
        continue
