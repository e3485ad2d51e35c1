"""An account is gone: so are its notices, which hold its address."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.models import Notice


def forget_account(*, account_id: UUID) -> int:
    """Delete the notices of the account; one that waits to be sent is not sent any more.

    Returns:
        How many there were.
    """
    with transaction.atomic(savepoint=False):
        return Notice.objects.filter(account_id=account_id).delete()[0]
