"""The tables of coins, held against the model."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kontor.contexts.coins.models import CoinAccount, Lot, Purse, Scene, UsePart
from kontor.contexts.coins.tests.model import PLACES, Book, Order


def compare(book: Book) -> None:
    """Every lot, purse, scene and fund is what the model says."""
    rows = Lot.objects.filter(buyer_id__in=book.lots).values_list("buyer_id", "id", "coins", "waits", *PLACES)
    told = {
        (buyer, key): (lot.coins, lot.waits, *(lot.at[place] for place in PLACES))
        for buyer, lots in book.lots.items()
        for key, lot in lots.items()
    }
    assert {(row[0], row[1]): row[2:] for row in rows} == told
    purses = {purse.buyer_id: (purse.coins, purse.held) for purse in Purse.objects.filter(buyer_id__in=book.lots)}
    for buyer in book.lots:
        assert purses.get(buyer, (0, 0)) == book.purse(buyer)
    funds = dict(CoinAccount.objects.values_list("store_id", "fund_minor"))
    assert funds == {store: minor for store, minor in book.funds.items() if store}
    assert dict(Scene.objects.values_list("id", "given")) == {key: made.given for key, made in book.scenes.items()}


def uses_of(buyer: UUID, order_id: UUID) -> dict[UUID, dict[UUID, int]]:
    """Store order → lot → coins, as they were held for a purchase."""
    uses: dict[UUID, dict[UUID, int]] = {}
    for part in UsePart.objects.filter(buyer_id=buyer, hold_id=order_id):
        uses.setdefault(part.order_id, {})[part.lot_id] = part.coins
    return uses


def read_back(book: Book, order: Order, use: UUID, at: datetime) -> None:
    """Which lots of a store order got coins back is read, and has to sum up to what the model says, never falling."""
    rows = {row.lot_id: row.returned for row in UsePart.objects.filter(buyer_id=order.buyer, order_id=use)}
    assert sum(rows.values()) == order.refunded[use] <= sum(order.uses[use].values())
    for key in order.uses[use]:
        more = rows[key] - order.backs.get((use, key), 0)
        assert more >= 0
        order.backs[use, key] = rows[key]
        book.back(order.buyer, key, more, at)
    for row in Lot.objects.filter(buyer_id=order.buyer, cause__startswith=f"return:{use}:"):
        book.again(order.buyer, row.id, row.funder_id, row.only_store_id, row.expires_at, row.coins)
