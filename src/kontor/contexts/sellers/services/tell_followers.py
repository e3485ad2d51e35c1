"""Those who follow a store hear its news."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.buyers.models import Follow
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.models import StoreNews

BATCH = 500


def tell_followers(*, news_id: UUID) -> int:
    """Batch by batch in the order of buyers, each in a transaction of its own; each hears of it once (BUY-07).

    Returns:
        How many were told now.
    """
    item = StoreNews.objects.select_related("store").filter(id=news_id, removed_at=None).first()
    if item is None:
        return 0
    about: dict[str, object] = {"store": item.store.name, "title": item.title, "path": f"/s/{item.store.slug}/"}
    told, last = 0, UUID(int=0)
    while True:
        rows = Follow.objects.filter(store_id=item.store_id, buyer_id__gt=last).order_by("buyer_id")
        people = list(rows.values_list("buyer_id", flat=True)[:BATCH])
        if not people:
            return told
        last = people[-1]
        told += len(notify_many(news=[News(one, "store_news", about, f"store_news:{item.id}") for one in people]))
