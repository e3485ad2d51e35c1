"""Asking the provider how an agreement stands, when it has not told us."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.contexts.payments.providers.protocol import ProviderSilent
from kontor.contexts.payments.providers.register import binder
from kontor.contexts.payments.services.apply_bound import apply_bound
from kontor.contexts.payments.tokens import opened


def check_binding(*, buyer_id: UUID, agreement_id: UUID) -> str:
    """Ask, and let the answer take effect: a lost notification loses no agreement (BUY-10).

    Not in a transaction: it waits for the provider.

    Returns:
        The outcome (see `apply_bound`), or `silent` when the provider does not answer.
    """
    row = Agreement.objects.filter(buyer_id=buyer_id, id=agreement_id).first()
    if row is None:
        return "unknown"
    if row.state == AgreementState.ENDED:
        return "known"
    try:
        told = binder(row.provider).query(row.id.hex, row.provider_reference, opened(row.id, row.token))
    except ProviderSilent:
        return "silent"
    return apply_bound(provider=row.provider, told=told)
