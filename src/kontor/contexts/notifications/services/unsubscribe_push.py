"""A browser wants no more push messages."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.models import PushSubscription


def unsubscribe_push(*, account_id: UUID, subscription_id: UUID | None = None, endpoint: str = "") -> int:
    """Forget one of the person's browsers, by our id or by its address.

    Returns:
        How many were forgotten: none when it is somebody else's.
    """
    with transaction.atomic():
        mine = PushSubscription.objects.filter(account_id=account_id)
        mine = mine.filter(id=subscription_id) if subscription_id else mine.filter(endpoint=endpoint)
        return mine.delete()[0]
