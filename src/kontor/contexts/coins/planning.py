"""What of a purchase can be paid with coins: between the rules and the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from kontor.contexts.coins import policy
from kontor.contexts.coins.lifecycle import AccountState
from kontor.contexts.coins.models import Lot, ProductCoins
from kontor.contexts.coins.rules.deduction import Deduction, Room, Stock, ceiling, deduct, room_of
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform.database.rows import Rows

# What a buyer can spend, oldest expiry first.
_LOTS = Rows(Lot, 'WHERE t.buyer_id = %s AND t."left" > 0 AND t.expires_at > %s ORDER BY t.expires_at, t.id')
_TAKING = Rows(
    ProductCoins,
    """JOIN coins_coinaccount a ON a.store_id = t.store_id
    JOIN catalogue_product p ON p.id = t.product_id
    WHERE t.product_id = ANY(%s::uuid[]) AND t."on" AND a.state = %s AND a.fund_minor >= %s AND p.state = 'approved'""",
)


@dataclass(frozen=True, slots=True)
class Good:
    """One line of a purchase: `goods` in the buyer's currency, `store_goods` in the store's; both before coins."""

    line_id: UUID
    store_id: UUID
    product_id: UUID
    goods: Money
    store_goods: Money


@dataclass(frozen=True, slots=True)
class Planned:
    """Coins for a purchase: the deduction, what it was reckoned with, and the lots that it takes.

    Attributes:
        amount: what the buyer pays less, in the buyer's currency.
        most: how many coins could be used.
        store_lines: line → what of the store's money coins cover, in the store's currency.
    """

    deduction: Deduction
    amount: Money
    most: int
    most_amount: Money
    have: int
    store_lines: Mapping[UUID, Money] = field(default_factory=dict)
    lots: Mapping[UUID, Lot] = field(default_factory=dict)

    def of_line(self, line_id: UUID, currency: str) -> Money:
        """What the buyer pays less for this line."""
        found = (part.lines[line_id] for part in self.deduction.parts if line_id in part.lines)
        return Money(next(found, 0), currency)


def factor(currency: str, table: RateTable) -> Decimal:
    """What a coin is worth in minor units of `currency`, at the day's rate (COI-04)."""
    return Decimal(policy.FEN_PER_COIN.int()) * table.minor_factor("CNY", currency)


def shares_of(product_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Products that take coins now, and which part of their price at most, in per cent (COI-03, COI-05, COI-06)."""
    found = _TAKING(list(product_ids), AccountState.ACTIVE.value, policy.FUND_AT_LEAST.int())
    return {row.product_id: row.share for row in found}


def plan(buyer_id: UUID, goods: Sequence[Good], payable: Money, table: RateTable, coins: int | None) -> Planned:
    """Reckon the most that is possible, and what `coins` (None: the most) pay, with the buyer's lots as they are."""
    shares = shares_of([good.product_id for good in goods])
    lots = _LOTS(buyer_id, now()) if shares else []
    each = factor(payable.currency, table)
    rooms = [
        Room(good.line_id, good.store_id, room_of(good.goods, share=shares[good.product_id]))
        for good in goods
        if good.product_id in shares
    ]
    stocks = [Stock(lot.id, lot.left, lot.only_store_id) for lot in lots]
    limit = ceiling(payable, percent=policy.PERCENT_AT_MOST.int(), most_fen=policy.FEN_AT_MOST.int(), factor=each)
    most = deduct(stocks, rooms, limit=limit, factor=each)
    chosen = most if coins is None else deduct(stocks, rooms, limit=limit, factor=each, coins=coins)
    return Planned(
        chosen, Money(chosen.minor, payable.currency), most.coins, Money(most.minor, payable.currency),
        sum(lot.left for lot in lots), _store_lines(chosen, goods), {lot.id: lot for lot in lots},
    )  # fmt: skip


def _store_lines(chosen: Deduction, goods: Sequence[Good]) -> dict[UUID, Money]:
    by_line = {good.line_id: good for good in goods}
    found = {}
    for part in chosen.parts:
        for line_id, minor in part.lines.items():
            good = by_line[line_id]
            found[line_id] = good.store_goods.times(Decimal(minor) / Decimal(good.goods.minor))
    return found
