"""What of a purchase can be paid with coins: between the rules and the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connection

from kontor.contexts.coins import policy
from kontor.contexts.coins.lifecycle import AccountState
from kontor.contexts.coins.rules.deduction import Deduction, Room, Stock, ceiling, deduct, room_of
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.clock import now
from kontor.kernel.money import Money

_TAKING = """coins_productcoins t JOIN coins_coinaccount a ON a.store_id = t.store_id
    JOIN catalogue_product p ON p.id = t.product_id
    WHERE t.product_id = ANY(%s::uuid[]) AND t."on" AND a.state = %s AND a.fund_minor >= %s AND p.state = 'approved'"""
_SHARES = f"SELECT t.product_id, t.share FROM {_TAKING}"  # noqa: S608
# The same, without a date, and then what the buyer can spend, oldest expiry first.
_ALL = f"""
SELECT t.product_id, t.share::int, NULL::uuid, NULL::uuid, NULL::uuid, NULL::timestamptz FROM {_TAKING}
UNION ALL
SELECT l.id, l."left", l.only_store_id, l.funder_id, l.scene_id, l.expires_at FROM coins_lot l
    WHERE l.buyer_id = %s AND l."left" > 0 AND l.expires_at > %s
ORDER BY 6 NULLS FIRST, 1
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Good:
    """One line of a purchase: `goods` in the buyer's currency, `store_goods` in the store's; both before coins."""

    line_id: UUID
    store_id: UUID
    product_id: UUID
    goods: Money
    store_goods: Money


@dataclass(frozen=True, slots=True)
class Basis:
    """What coins of a purchase are reckoned with: the buyer's lots, the lines' room, the limit, a coin's worth."""

    stocks: Sequence[Stock]
    rooms: Sequence[Room]
    limit: int
    factor: Decimal

    @property
    def have(self) -> int:
        """All coins of the buyer that can be spent."""
        return sum(stock.coins for stock in self.stocks)

    def deduct(self, coins: int | None = None) -> Deduction:
        """What `coins` pay at most; None: as many as possible."""
        return deduct(self.stocks, self.rooms, limit=self.limit, factor=self.factor, coins=coins)


@dataclass(frozen=True, slots=True)
class Planned:
    """Coins for a purchase: the deduction and the lots that it takes.

    Attributes:
        amount: what the buyer pays less, in the buyer's currency.
        store_lines: line → what of the store's money coins cover, in the store's currency.
    """

    deduction: Deduction
    amount: Money
    store_lines: Mapping[UUID, Money]
    lots: Mapping[UUID, Stock]


def factor(currency: str, table: RateTable) -> Decimal:
    """What a coin is worth in minor units of `currency`, at the day's rate (COI-04)."""
    return Decimal(policy.FEN_PER_COIN.int()) * table.minor_factor("CNY", currency)


def shares_of(product_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Products that take coins now, and which part of their price at most, in per cent (COI-03, COI-05, COI-06)."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARES, _taking(product_ids))
        return dict(cursor.fetchall())


def _taking(product_ids: Sequence[UUID]) -> tuple[list[UUID], str, int]:
    return (list(product_ids), AccountState.ACTIVE.value, policy.FUND_AT_LEAST.int())


def basis(buyer_id: UUID, goods: Sequence[Good], payable: Money, table: RateTable) -> Basis:
    """Look up, in one statement, what a purchase's coins are reckoned with; nothing is held."""
    shares: dict[UUID, int] = {}
    stocks = []
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [*_taking([good.product_id for good in goods]), buyer_id, now()])
        for key, figure, only_store, funder, scene, expires_at in cursor.fetchall():
            if expires_at is None:
                shares[key] = figure
            else:
                stocks.append(Stock(key, figure, only_store, funder, scene))
    each = factor(payable.currency, table)
    rooms = [
        Room(good.line_id, good.store_id, room_of(good.goods, share=shares[good.product_id]))
        for good in goods
        if good.product_id in shares
    ]
    limit = ceiling(payable, percent=policy.PERCENT_AT_MOST.int(), most_fen=policy.FEN_AT_MOST.int(), factor=each)
    return Basis(stocks, rooms, limit, each)


def plan(buyer_id: UUID, goods: Sequence[Good], payable: Money, table: RateTable, coins: int) -> Planned:
    """Reckon what `coins` pay at most, with the buyer's lots as they are."""
    known = basis(buyer_id, goods, payable, table)
    chosen = known.deduct(coins)
    return Planned(
        chosen, Money(chosen.minor, payable.currency), _store_lines(chosen, goods),
        {stock.lot_id: stock for stock in known.stocks},
    )  # fmt: skip


def _store_lines(chosen: Deduction, goods: Sequence[Good]) -> dict[UUID, Money]:
    by_line = {good.line_id: good for good in goods}
    found = {}
    for part in chosen.parts:
        for line_id, minor in part.lines.items():
            good = by_line[line_id]
            found[line_id] = good.store_goods.times(Decimal(minor) / Decimal(good.goods.minor))
    return found
