"""A buyer follows a store, or no longer."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.errors import TooManyFollows
from kontor.contexts.buyers.models import Follow
from kontor.contexts.buyers.policy import MOST_FOLLOWS
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def follow_store(*, viewer: Buyer, store_id: UUID, on: bool = True) -> bool:
    """Follow it, or with `on=False` no longer (BUY-07). Safe to repeat.

    Returns:
        Whether that was new.

    Raises:
        TooManyFollows: the buyer follows as many as one may.
    """
    with transaction.atomic():
        mine = Follow.objects.filter(buyer_id=viewer.buyer_id)
        if not on:
            return bool(mine.filter(store_id=store_id).delete()[0])
        if mine.filter(store_id=store_id).exists():
            return False
        if mine.count() >= MOST_FOLLOWS.int():
            raise TooManyFollows(most=MOST_FOLLOWS.int())
        Follow.objects.bulk_create(
            [Follow(buyer_id=viewer.buyer_id, store_id=store_id, since=now())], ignore_conflicts=True
        )
    return True
