"""A buyer wants to pay a part of a purchase with coins: what is possible now."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.coins.errors import CoinsChanged
from kontor.contexts.coins.planning import Good, Planned, plan
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


def reserve_coins(*, viewer: Buyer, goods: Sequence[Good], payable: Money, coins: int, table: RateTable) -> Planned:
    """Choose the lots that pay, inside the transaction that places the order; `hold_coins` writes them down (COI-07).

    Nothing is held yet: `hold_coins` takes the coins only where every lot still has them.

    Args:
        coins: exactly as many as the buyer was shown (`queries.offer.offered`).

    Raises:
        CoinsChanged: when so many cannot be used now; nothing is taken.
    """
    if coins <= 0:
        raise CoinsChanged
    planned = plan(viewer.buyer_id, goods, payable, table, coins)
    if planned.deduction.coins != coins:
        raise CoinsChanged
    return planned
