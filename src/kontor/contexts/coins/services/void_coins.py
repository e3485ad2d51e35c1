"""Orders are closed unpaid: the coins held for them are free again (COI-12)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.ending import end_holds
from kontor.contexts.coins.lifecycle import HoldState
from kontor.contexts.coins.models import UsePart
from kontor.contexts.coins.purses import change_lots, change_purses
from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.services.post_many import Entry, post_many


def void_coins(*, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Void the holds of these orders that are still held. What has expired in between expires with the next round.

    Args:
        orders: buyer and buyer order.

    Returns:
        How many holds were voided.
    """
    with transaction.atomic():
        holds = end_holds(orders, HoldState.VOIDED)
        if not holds:
            return 0
        buyers = {hold.buyer_id for hold in holds}
        lots: dict[tuple[UUID, UUID], int] = {}
        for part in UsePart.objects.filter(buyer_id__in=buyers, hold_id__in={hold.id for hold in holds}):
            lots[part.buyer_id, part.lot_id] = lots.get((part.buyer_id, part.lot_id), 0) + part.coins
        change_lots((buyer, lot, {"held": -coins, "left": coins}) for (buyer, lot), coins in lots.items())
        purses: dict[UUID, int] = {}
        for hold in holds:
            purses[hold.buyer_id] = purses.get(hold.buyer_id, 0) + hold.coins
        change_purses({buyer: (coins, -coins) for buyer, coins in purses.items()})
        post_many(
            entries=[
                Entry(
                    f"coins.void:{hold.id}",
                    books.moved(books.held(hold.buyer_id), books.purse(hold.buyer_id), hold.coins),
                    hold.id,
                )
                for hold in holds
            ]
        )
        return len(holds)
