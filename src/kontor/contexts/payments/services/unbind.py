"""Telling a provider that an agreement is over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.contexts.payments.providers.register import binder
from kontor.contexts.payments.tokens import opened


def unbind(*, agreement_id: UUID) -> bool:
    """End it at the provider and forget its token. Safe to repeat; the provider is spoken to outside a transaction.

    Returns:
        Whether there was something to end.

    Raises:
        ProviderSilent: when the provider does not answer; the job tries again.
    """
    row = Agreement.objects.filter(id=agreement_id, state=AgreementState.ENDED).first()
    if row is None or not (row.token or row.provider_reference or not row.bound_at):
        return False
    binder(row.provider).end(row.id.hex, row.provider_reference, opened(row.id, row.token))
    with transaction.atomic():
        Agreement.objects.filter(id=agreement_id).update(token=b"")
    return True
