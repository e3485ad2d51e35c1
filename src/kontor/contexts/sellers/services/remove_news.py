"""A store takes an item of its news away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.models import StoreNews
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def remove_news(*, seat: Seat, news_id: UUID) -> bool:
    """Nobody sees it any more (BUY-07).

    Returns:
        Whether the store had it.

    Raises:
        RightMissing: the seat may not speak for the store.
    """
    require(seat, "marketing.news")
    with transaction.atomic():
        mine = StoreNews.objects.filter(store_id=seat.store_id, id=news_id, removed_at=None)
        return bool(mine.update(removed_at=now()))
