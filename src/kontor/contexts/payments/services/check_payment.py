"""Asking the provider what became of a payment, when it has not told us."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.payments.models import Intent
from kontor.contexts.payments.providers.protocol import ProviderSilent
from kontor.contexts.payments.providers.register import provider
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.platform.database.rows import Rows

_INTENT = Rows(Intent, "WHERE t.buyer_id = %s AND t.id = %s")


def check_payment(*, buyer_id: UUID, intent_id: UUID) -> str:
    """Ask, and let the answer take effect: a lost callback loses no payment (TRD-06).

    Not in a transaction: it waits for the provider, at most the policy's patience.

    Returns:
        The outcome (see `apply_told`), or `silent` when the provider does not answer.
    """
    intent = _INTENT.first(buyer_id, intent_id)
    if intent is None:
        return "unknown"
    try:
        told = provider(intent.provider).query(
            reference(buyer_id, intent_id), intent.provider_reference, intent.currency
        )
    except ProviderSilent:
        return "silent"
    return apply_told(told=told)
