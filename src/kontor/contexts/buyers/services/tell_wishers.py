"""People hear that something on their lists is cheaper, or can be bought again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.models import WishItem
from kontor.contexts.buyers.policy import STOCK_SILENCE, WORTH_TELLING
from kontor.contexts.buyers.wish_rules import Fact, fell
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.kernel.clock import now
from kontor.kernel.money import Money


def tell_wishers(*, item_ids: Sequence[UUID], facts: Mapping[UUID, Fact]) -> int:
    """Compare entries with how their products stand, and tell their owners once per drop and per return (BUY-06).

    Args:
        facts: by product; one without is not on sale.

    Returns:
        How many were told.
    """
    percent = WORTH_TELLING.int()
    news: list[News] = []
    with transaction.atomic():
        rows = WishItem.objects.select_for_update().filter(id__in=item_ids).order_by("id")
        changed = []
        for row in rows:
            fact = facts.get(row.product_id)
            before = (row.missing, row.told_minor, row.price_minor, row.currency, row.back_at)
            if fact is None or not fact.available:
                row.missing = True
            else:
                news += _told(row, fact, percent)
            if before != (row.missing, row.told_minor, row.price_minor, row.currency, row.back_at):
                changed.append(row)
        WishItem.objects.bulk_update(changed, ["missing", "told_minor", "price_minor", "currency", "back_at"])
        told = notify_many(news=news)
    return len(told)


def _told(row: WishItem, fact: Fact, percent: int) -> list[News]:
    about: dict[str, object] = {"title": fact.title, "path": fact.path}
    names = {language: {"title": title} for language, title in fact.titles.items()}
    found: list[News] = []
    if row.missing:
        row.missing = False
        if row.back_at is None or row.back_at <= now() - timedelta(days=STOCK_SILENCE.int()):
            row.back_at = now()
            day = f"{row.back_at:%Y%m%d}"
            found.append(
                News(row.buyer_id, "back_in_stock", about, f"back:{row.product_id.hex}:{day}", by_language=names)
            )
    if row.currency != fact.price.currency:  # the store sells in another currency now: noted anew, nothing to compare
        row.price_minor, row.currency, row.told_minor = fact.price.minor, fact.price.currency, None
    elif fell(Money(row.price_minor, row.currency), row.told_minor, fact.price, percent=percent):
        row.told_minor = fact.price.minor
        cause = f"drop:{row.product_id.hex}:{fact.price.minor}"
        found.append(News(row.buyer_id, "price_dropped", {**about, "price": fact.price}, cause, by_language=names))
    return found
