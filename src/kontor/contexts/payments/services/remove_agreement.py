"""A buyer takes a saved way to pay away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.payments.errors import AgreementNotFound
from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.contexts.payments.services.end_agreement import end_agreement
from kontor.kernel.viewer import Buyer


def remove_agreement(*, viewer: Buyer, agreement_id: UUID) -> None:
    """From this moment it is not charged any more, whatever the provider says; the provider is told by a job (BUY-10).

    Raises:
        AgreementNotFound: absent, ended or not the viewer's.
    """
    with transaction.atomic():
        mine = Agreement.objects.filter(buyer_id=viewer.buyer_id, id=agreement_id)
        if not mine.exclude(state=AgreementState.ENDED).exists():
            raise AgreementNotFound
        end_agreement(agreement_id=agreement_id, why="removed")
