"""A buyer chooses with what to pay by default."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.payments.errors import AgreementNotFound
from kontor.contexts.payments.models import Agreement, AgreementState
from kontor.kernel.viewer import Buyer


def set_default_agreement(*, viewer: Buyer, agreement_id: UUID) -> None:
    """Preselect it at the checkout (BUY-10).

    Raises:
        AgreementNotFound: absent, ended or not the viewer's.
    """
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)
        mine = Agreement.objects.filter(buyer_id=viewer.buyer_id, state=AgreementState.ACTIVE)
        if not mine.filter(id=agreement_id).exists():
            raise AgreementNotFound
        mine.filter(is_default=True).update(is_default=False)
        mine.filter(id=agreement_id).update(is_default=True)
