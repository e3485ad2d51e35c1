"""Buyers hear that coins of theirs will expire (COI-08)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins import policy
from kontor.contexts.coins.models import Lot
from kontor.contexts.coins.purses import zone_of, zones_of
from kontor.contexts.coins.rules.lifetime import last_day
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.kernel.clock import now


def tell_of_expiry(*, stage: int, most: int = 2_000) -> int:
    """Tell the owners of the next lots due for the notice of that stage: 1 two weeks ahead, 2 three days ahead.

    Coins of one buyer that expire on one day are one notice.

    Returns:
        How many lots were told of; 0 when none is left.
    """
    days = (policy.TOLD_FIRST if stage == 1 else policy.TOLD_AGAIN).int()
    at = now()
    with transaction.atomic():
        due = Lot.objects.select_for_update(skip_locked=True).filter(
            left__gt=0, told__lt=stage, expires_at__gt=at, expires_at__lte=at + timedelta(days=days)
        )
        lots = list(due.order_by("expires_at")[:most])
        if not lots:
            return 0
        zones = zones_of({lot.buyer_id for lot in lots})
        sums: dict[tuple[UUID, str], int] = {}
        for lot in lots:
            key = (lot.buyer_id, last_day(lot.expires_at, zone_of(zones.get(lot.buyer_id, ""))))
            sums[key] = sums.get(key, 0) + lot.left
        buyers, ids = {lot.buyer_id for lot in lots}, {lot.id for lot in lots}
        Lot.objects.filter(buyer_id__in=buyers, id__in=ids).update(told=stage)
        notify_many(
            news=[
                News(buyer, "coins_expire", {"coins": coins, "day": day}, f"coins_expire:{stage}:{day}:{lots[0].id}")
                for (buyer, day), coins in sums.items()
            ]
        )
        return len(lots)
