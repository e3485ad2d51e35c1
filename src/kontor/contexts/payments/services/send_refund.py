"""Sending money back by the way it came."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.ledger.rules import credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.payments.events import PaymentRefunded
from kontor.contexts.payments.models import Intent, Refund, RefundState
from kontor.contexts.payments.providers.register import provider
from kontor.contexts.payments.rules import reference
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform import events


def send_refund(*, buyer_id: UUID, cause: str) -> None:
    """Ask the provider for the refund and book it. Safe to repeat: the provider knows it by our id.

    The provider is asked outside a transaction.

    Raises:
        ProviderSilent: when the provider does not answer; the job tries again.
    """
    refund = Refund.objects.filter(buyer_id=buyer_id, cause=cause).first()
    if refund is None or refund.state == RefundState.DONE:
        return
    intent = Intent.objects.get(buyer_id=buyer_id, id=refund.intent_id)
    amount = Money(refund.amount_minor, refund.currency)
    word = provider(intent.provider).refund(
        reference(buyer_id, intent.id), intent.provider_reference, refund.id.hex, amount
    )
    with transaction.atomic():
        done = Refund.objects.filter(buyer_id=buyer_id, id=refund.id).exclude(state=RefundState.DONE)
        if not done.update(state=RefundState.DONE, provider_reference=word[:120], done_at=now()):
            return
        post(
            cause=f"refund:{refund.id}",
            legs=[debit("suspense", amount, name=intent.provider), credit("gateway", amount, name=intent.provider)],
            reference=refund.store_order_id or intent.id,
        )
        events.record(
            PaymentRefunded(
                key=buyer_id,
                buyer_id=buyer_id,
                refund_id=refund.id,
                order_number=intent.order_number,
                amount_minor=amount.minor,
                currency=amount.currency,
            )
        )
