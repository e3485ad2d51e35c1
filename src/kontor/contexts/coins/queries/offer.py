"""What can be paid with coins: on product pages, in the cart and at checkout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from kontor.contexts.coins import policy
from kontor.contexts.coins.lifecycle import AccountState
from kontor.contexts.coins.planning import Good, basis, factor, shares_of
from kontor.contexts.coins.queries.shapes import Offer
from kontor.contexts.coins.rules.deduction import ceiling, room_of, worth
from kontor.contexts.pricing.queries import rates
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from kontor.platform.reference import Reference

__all__ = ["Good", "labels", "may_take_coins", "offered"]

_LIVE = "SELECT store_id FROM coins_coinaccount WHERE state = %s AND fund_minor >= %s"


def _read_live() -> frozenset[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, [AccountState.ACTIVE.value, policy.FUND_AT_LEAST.int()])
        return frozenset(row[0] for row in cursor.fetchall())


_live: Reference[frozenset[UUID]] = Reference(_read_live)  # at most a minute old


def may_take_coins(store_id: UUID) -> bool:
    """Whether goods of this store may carry labels now (COI-05). Costs no statement; a minute old. Public."""
    return store_id in _live()


def labels(prices: Mapping[UUID, Money]) -> dict[UUID, Money]:
    """For each product that takes coins now: up to how much of one unit, in the price's currency (COI-06). Public.

    Only approved products of stores whose account is active and whose fund holds the least are among them: one
    statement, whatever their number.
    """
    if not prices:
        return {}
    shares, table = shares_of(list(prices)), rates()
    percent, most = policy.PERCENT_AT_MOST.int(), policy.FEN_AT_MOST.int()
    found = {}
    for product_id, share in shares.items():
        price = prices[product_id]
        limit = ceiling(price, percent=percent, most_fen=most, factor=factor(price.currency, table))
        minor = min(limit, room_of(price, share=share))
        if minor > 0:
            found[product_id] = Money(minor, price.currency)
    return found


def offered(
    viewer: Buyer, goods: Sequence[Good], payable: Money, *, coins: int | None = None, table: RateTable | None = None
) -> Offer:
    """What the viewer can pay with coins of a purchase, and what a number of them pays; nothing is held (COI-07).

    One statement.

    Args:
        goods: lines with their prices after coupons.
        payable: what the purchase costs after coupons, before coins.
        coins: the buyer's choice; None offers the most.
    """
    known = basis(viewer.buyer_id, goods, payable, table or rates())
    most = known.deduct()
    chosen = most if coins is None or coins == most.coins else known.deduct(coins)
    currency = payable.currency
    lines = {line: Money(minor, currency) for part in chosen.parts for line, minor in part.lines.items()}
    return Offer(
        have=known.have, most=most.coins, most_amount=Money(most.minor, currency), coins=chosen.coins,
        amount=Money(chosen.minor, currency), lines=lines,
    )  # fmt: skip


def worth_of(coins: int, currency: str) -> Money:
    """What coins are worth in a currency at the day's rate, for display (COI-04). Public."""
    return Money(worth(coins, factor(currency, rates())), currency)
