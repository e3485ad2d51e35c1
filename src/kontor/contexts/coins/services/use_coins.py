"""Orders are paid: the coins held for them are used, and those who gave them pay the selling stores (COI-04)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.ending import end_holds
from kontor.contexts.coins.events import CoinsUsed
from kontor.contexts.coins.funds import change_funds
from kontor.contexts.coins.lifecycle import HoldState
from kontor.contexts.coins.models import Use, UsePart
from kontor.contexts.coins.purses import change_lots, change_purses
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.settling import Coins, coins_of, settled_of
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.platform import events


def use_coins(*, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Post the holds of these orders that are still held. Safe to repeat, one statement where none has a hold.

    Args:
        orders: buyer and buyer order.

    Returns:
        How many holds were posted.
    """
    with transaction.atomic():
        holds = end_holds(orders, HoldState.POSTED)
        if not holds:
            return 0
        buyers = {hold.buyer_id for hold in holds}
        open_ids = {hold.id for hold in holds}
        parts = list(UsePart.objects.filter(buyer_id__in=buyers, hold_id__in=open_ids))
        uses = list(Use.objects.filter(buyer_id__in=buyers, hold_id__in=open_ids))
        _spend(parts)
        _pay(uses, parts)
        facts = [
            CoinsUsed(key=hold.buyer_id, buyer_id=hold.buyer_id, buyer_order_id=hold.id, coins=hold.coins)
            for hold in holds
        ]
        events.record(*facts)
        return len(holds)


def _spend(parts: Sequence[UsePart]) -> None:
    """In coins: from what is held to what is used."""
    lots: dict[tuple[UUID, UUID], int] = {}
    purses: dict[UUID, int] = {}
    by_hold: dict[tuple[UUID, UUID], list[UsePart]] = {}
    for part in parts:
        key = (part.buyer_id, part.lot_id)
        lots[key] = lots.get(key, 0) + part.coins
        purses[part.buyer_id] = purses.get(part.buyer_id, 0) + part.coins
        by_hold.setdefault((part.buyer_id, part.hold_id), []).append(part)
    change_lots((buyer, lot, {"held": -coins, "used": coins}) for (buyer, lot), coins in lots.items())
    change_purses({buyer: (0, -coins) for buyer, coins in purses.items()})
    post_many(
        entries=[
            Entry(f"coins.use:{hold}", books.to_funders(books.held(buyer), coins_of(own), books.USED), hold)
            for (buyer, hold), own in by_hold.items()
        ]
    )


def _pay(uses: Sequence[Use], parts: Sequence[UsePart]) -> None:
    """In money: out of the funds."""
    funds: Coins = {}
    entries = []
    for use in uses:
        coins = coins_of([part for part in parts if part.order_id == use.id])
        for funder, many in coins.items():
            funds[funder] = funds.get(funder, 0) - many
        entries.append(Entry(f"coins.settle:{use.id}", books.money_legs(settled_of(use, coins)), use.id))
    change_funds(funds)
    post_many(entries=entries)
