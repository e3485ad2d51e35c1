"""Orders are paid: coins that waited for that can be used (COI-09)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.models import Lot
from kontor.contexts.coins.purses import change_lots, change_purses, hold_purses
from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.services.post_many import Entry, post_many


def free_waiting(*, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Free what these store orders brought when they were placed. Safe to repeat.

    Args:
        orders: buyer and store order.

    Returns:
        How many lots were freed.
    """
    mine = Lot.objects.filter(
        buyer_id__in={buyer for buyer, _ in orders}, order_id__in={order for _, order in orders}, waits=True
    )
    with transaction.atomic():
        if not mine.exists():
            return 0
        hold_purses({buyer for buyer, _ in orders})
        lots = list(mine)
        change_lots((lot.buyer_id, lot.id, {"held": -lot.held, "left": lot.held}) for lot in lots)
        mine.filter(id__in={lot.id for lot in lots}).update(waits=False)
        sums: dict[UUID, int] = {}
        for lot in lots:
            sums[lot.buyer_id] = sums.get(lot.buyer_id, 0) + lot.held
        change_purses({buyer: (coins, -coins) for buyer, coins in sums.items()})
        post_many(
            entries=[
                Entry(
                    f"coins.free:{lot.id}",
                    books.moved(books.held(lot.buyer_id), books.purse(lot.buyer_id), lot.held),
                    lot.id,
                )
                for lot in lots
                if lot.held
            ]
        )
        return len(lots)
