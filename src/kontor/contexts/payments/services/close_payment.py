"""Making sure that an open payment can no longer be paid."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.payments.models import Intent, IntentState
from kontor.contexts.payments.providers.protocol import ProviderSilent, Status, Told
from kontor.contexts.payments.providers.register import provider
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_told import apply_told


def close_payment(*, buyer_id: UUID, intent_id: UUID) -> str:
    """Close a payment at its provider; paid in the last moment counts as paid.

    Not in a transaction. Returns the outcome, or `silent` when the provider does not answer (then the
    payment stays open and is closed later; money that still comes is sent back).
    """
    intent = Intent.objects.filter(buyer_id=buyer_id, id=intent_id).first()
    if intent is None or intent.state not in (IntentState.CREATED, IntentState.PENDING):
        return "known"
    ours = reference(buyer_id, intent_id)
    if intent.state == IntentState.CREATED:  # the provider has not heard of it
        return apply_told(told=Told(ours, Status.FAILED, failure="closed"))
    try:
        told = provider(intent.provider).close(ours, intent.provider_reference, intent.currency)
    except ProviderSilent:
        return "silent"
    return apply_told(told=told)
