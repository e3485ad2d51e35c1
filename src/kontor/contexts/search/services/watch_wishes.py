"""Looks through all wish lists for what has become cheaper or can be bought again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.models import WishItem
from kontor.contexts.buyers.services.tell_wishers import tell_wishers
from kontor.contexts.buyers.wish_rules import Fact
from kontor.contexts.search.queries.wished import standing, titles_of

BATCH = 500


def watch_wishes() -> int:
    """Batch by batch in the order of ids, each batch in a transaction of its own (BUY-06). Safe to run twice.

    Returns:
        How many people were told something.
    """
    told, last = 0, UUID(int=0)
    while True:
        rows = list(WishItem.objects.filter(id__gt=last).order_by("id").values_list("id", "product_id")[:BATCH])
        if not rows:
            return told
        last = rows[-1][0]
        products = sorted({product for _, product in rows})
        titles = titles_of(products)
        facts = {
            key: Fact(key, found.title, found.path, found.price, found.available, titles.get(key, {}))
            for key, found in standing(products, "en").items()
        }
        with transaction.atomic():
            told += tell_wishers(item_ids=[identity for identity, _ in rows], facts=facts)
