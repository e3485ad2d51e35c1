"""What can be used together: one table, with the policy that can change each row (TRD-11). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kontor.contexts.coupons import policy
from kontor.contexts.coupons.rules.terms import Terms
from kontor.kernel.policy import Policy
from kontor.kernel.text import mark as _


class Reducer(StrEnum):
    """What lowers a total, in the order in which it does."""

    STORE = "store"
    PLATFORM = "platform"
    COINS = "coins"


@dataclass(frozen=True, slots=True)
class Pair:
    """May the two be used for one order? By `policy`, or (without one) always as `allowed` says."""

    first: Reducer
    second: Reducer
    allowed: bool
    sentence: str
    policy: Policy | None = None

    @property
    def now(self) -> bool:
        return self.policy.on() if self.policy else self.allowed


R = Reducer
TABLE: Sequence[Pair] = (
    Pair(R.STORE, R.STORE, False, _("One coupon of each store. Coupons of different stores never meet.")),
    Pair(
        R.STORE, R.PLATFORM, True, _("The store's coupon first; the marketplace's then looks at what is left."),
        policy.STORE_WITH_PLATFORM,
    ),
    Pair(R.PLATFORM, R.PLATFORM, False, _("One coupon of the marketplace for an order.")),
    Pair(R.STORE, R.COINS, True, _("Coins pay a part of what is left after coupons."), policy.STORE_WITH_COINS),
    Pair(R.PLATFORM, R.COINS, True, _("Coins pay a part of what is left after coupons."), policy.PLATFORM_WITH_COINS),
    Pair(R.COINS, R.COINS, True, _("Any number of coins, up to the limits of an order.")),
)  # fmt: skip


def _allowed(first: Reducer, second: Reducer) -> bool:
    return next(pair.now for pair in TABLE if (pair.first, pair.second) == (first, second))


def together(coupons: Iterable[Terms]) -> bool:
    """Whether these coupons can be used for one order."""
    stores = [terms.store_id for terms in coupons]
    platform = stores.count(None)
    own = [store for store in stores if store is not None]
    if len(set(own)) < len(own) and not _allowed(R.STORE, R.STORE):
        return False
    if platform > 1 and not _allowed(R.PLATFORM, R.PLATFORM):
        return False
    return not (platform and own) or _allowed(R.STORE, R.PLATFORM)


def with_coins(coupons: Iterable[Terms]) -> bool:
    """Whether coins can be used beside these coupons."""
    stores = [terms.store_id for terms in coupons]
    if None in stores and not _allowed(R.PLATFORM, R.COINS):
        return False
    return all(store is None for store in stores) or _allowed(R.STORE, R.COINS)
