"""A person who let the time pass wants to show who they are after all."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.risk.identity_errors import IdentityNotAsked
from kontor.contexts.risk.models import IdentityCheck, IdentityState
from kontor.contexts.risk.services.open_identity_check import open_identity_check
from kontor.kernel.viewer import Buyer, System


def reopen_identity_check(*, viewer: Buyer) -> IdentityCheck:
    """Open the check again whose time ran out; the account was in use before and was not erased (ACC-33).

    Raises:
        IdentityNotAsked: the last check has not ended that way.
    """
    with transaction.atomic():
        last = IdentityCheck.objects.filter(account_id=viewer.buyer_id).order_by("-opened_at", "-id").first()
        if last is None or last.state != IdentityState.ENDED:
            raise IdentityNotAsked
        again = open_identity_check(
            account_id=viewer.buyer_id, cause=last.cause, by=System("risk.reopen"), registration=False
        )
        if again is None:
            raise IdentityNotAsked
    return again
