"""A store tells those who follow it something."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import NewsEmpty, NewsTooSoon
from kontor.contexts.sellers.models import Store, StoreNews
from kontor.contexts.sellers.policy import NEWS_A_DAY
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform.jobs import enqueue


def publish_news(*, seat: Seat, title: str, text: str) -> UUID:
    """Publish it and have its followers told, batch by batch, by a job (BUY-07).

    Raises:
        RightMissing: the seat may not speak for the store.
        NewsEmpty, NewsTooSoon: nothing was published.
    """
    require(seat, "marketing.news")
    title, text = " ".join(title.split())[:100], text.strip()[:1000]
    if not title:
        raise NewsEmpty(field="title")
    with transaction.atomic():
        Store.objects.select_for_update().only("id").get(pk=seat.store_id)
        since = now() - timedelta(days=1)
        if StoreNews.objects.filter(store_id=seat.store_id, published_at__gt=since).count() >= NEWS_A_DAY.int():
            raise NewsTooSoon(field="title", most=NEWS_A_DAY.int())
        made = StoreNews.objects.create(store_id=seat.store_id, title=title, text=text, published_at=now())
        enqueue("sellers.tell_followers", key=str(made.id), news_id=made.id)
    return made.id
