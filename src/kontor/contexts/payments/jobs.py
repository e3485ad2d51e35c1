"""Payments that time decides."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.payments.models import Agreement, AgreementState, Intent, IntentState, Refund, RefundState
from kontor.contexts.payments.policy import AGREEMENT_PATIENCE, ASK_AFTER, RESEND_AFTER
from kontor.contexts.payments.services import send_refund as refunds
from kontor.contexts.payments.services.check_binding import check_binding
from kontor.contexts.payments.services.check_payment import check_payment
from kontor.contexts.payments.services.close_payment import close_payment
from kontor.contexts.payments.services.end_agreement import end_agreement
from kontor.contexts.payments.services.unbind import unbind
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.jobs import enqueue, job

_BATCH = 200
_OPEN = (IntentState.CREATED, IntentState.PENDING)


@job(name="payments.send_refund", retry=12, lock="cause")
def send_refund(*, buyer_id: UUID, cause: str) -> None:
    """Send one refund to its provider."""
    refunds.send_refund(buyer_id=buyer_id, cause=cause)


@job(name="payments.resend_refunds", schedule="*/15 * * * *")
def resend_refunds() -> None:
    """Queue refunds again that are still owed after a while: a provider may be down for longer than a job tries."""
    before = now() - timedelta(minutes=RESEND_AFTER.int())
    owed = Refund.objects.filter(state=RefundState.REQUESTED, requested_at__lte=before).order_by("requested_at")
    for buyer_id, cause in owed.values_list("buyer_id", "cause")[:_BATCH]:
        enqueue("payments.send_refund", key=cause, buyer_id=buyer_id, cause=cause)


@job(name="payments.check_open", schedule="* * * * *")
def check_open() -> None:
    """Ask about payments that have been open for a while: their callbacks may be lost (TRD-06)."""
    before = now() - timedelta(minutes=ASK_AFTER.int())
    waiting = Intent.objects.filter(state=IntentState.PENDING, created_at__lte=before).order_by("-created_at")
    for buyer_id, intent_id in waiting.values_list("buyer_id", "id")[:_BATCH]:
        check_payment(buyer_id=buyer_id, intent_id=intent_id)


@job(name="payments.close_unpaid", schedule="* * * * *")
def close_unpaid_due() -> None:
    """Close orders whose time to pay is over; what is at a provider is closed there first (TRD-07)."""
    due = BuyerOrder.objects.filter(state=BuyerOrderState.AWAITING_PAYMENT, pay_by__lte=now()).order_by("pay_by")
    for buyer_id, order_id in due.values_list("buyer_id", "id")[:_BATCH]:
        for intent in Intent.objects.filter(buyer_id=buyer_id, buyer_order_id=order_id, state__in=_OPEN):
            close_payment(buyer_id=buyer_id, intent_id=intent.id)
        close_unpaid(viewer=System("clock"), buyer_id=buyer_id, buyer_order_id=order_id, reason="not paid in time")


@job(name="payments.unbind", retry=12, lock="agreement_id")
def unbind_at_provider(*, agreement_id: UUID) -> None:
    """End an agreement at its provider (BUY-10)."""
    unbind(agreement_id=agreement_id)


@job(name="payments.look_after_agreements", schedule="*/5 * * * *")
def look_after_agreements() -> None:
    """Ask about agreements whose notification may be lost, forget those never signed, end those out of date."""
    moment = now()
    asked = moment - timedelta(minutes=ASK_AFTER.int())
    lost = moment - timedelta(hours=AGREEMENT_PATIENCE.int())
    waiting = Agreement.objects.filter(state=AgreementState.PENDING, created_at__lte=asked).order_by("-created_at")
    for buyer_id, agreement_id, since in waiting.values_list("buyer_id", "id", "created_at")[:_BATCH]:
        if check_binding(buyer_id=buyer_id, agreement_id=agreement_id) == "open" and since <= lost:
            end_agreement(agreement_id=agreement_id, why="abandoned")
    over = Agreement.objects.filter(state=AgreementState.ACTIVE, last_day__lt=moment.date()).order_by("last_day")
    for agreement_id in over.values_list("id", flat=True)[:_BATCH]:
        end_agreement(agreement_id=agreement_id, why="expired")
