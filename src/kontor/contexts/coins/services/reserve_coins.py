"""A buyer wants to pay a part of a purchase with coins: what is possible, with the purse held."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.planning import Good, Planned, plan
from kontor.contexts.coins.purses import hold_purses
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


def reserve_coins(*, viewer: Buyer, goods: Sequence[Good], payable: Money, coins: int, table: RateTable) -> Planned:
    """Choose the lots that pay, inside the transaction that places the order; `hold_coins` writes them down (COI-07).

    The purse is held until that transaction ends, so two tabs take turns.

    Args:
        coins: exactly as many as the buyer was shown (`queries.offer.offered`).

    Raises:
        CoinsChanged: when so many cannot be used now; nothing is taken.
    """
    if coins <= 0 or not hold_purses([viewer.buyer_id]):
        raise CoinsChanged
    planned = plan(viewer.buyer_id, goods, payable, table, coins)
    if planned.deduction.coins != coins:
        raise CoinsChanged
    return planned
