"""The coupons that save a buyer most (TRD-11). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product
from uuid import UUID

from kontor.contexts.coupons.rules.reckoning import Taken, reckon
from kontor.contexts.coupons.rules.stacking import together
from kontor.contexts.coupons.rules.terms import Item, Terms
from kontor.contexts.pricing.rules import RateTable

_PER_STORE = 3  # the best of each store are looked at together with the platform's
_TRIED = 400


def best(coupons: Sequence[Terms], items: Sequence[Item], table: RateTable) -> list[Taken]:
    """The coupons that together take most; of equals those that end first.

    All combinations of the best few of each store with each of the platform's are reckoned, up to a bound.
    """
    alone: list[Taken] = []
    for terms in coupons:
        alone += reckon([terms], items, table) or []
    alone.sort(key=lambda taken: (-taken.amount.minor, taken.terms.ends_at, taken.terms.id))
    groups: dict[UUID | None, list[Terms | None]] = {}
    for taken in alone:
        groups.setdefault(taken.terms.store_id, []).append(taken.terms)
    choices = [[*terms[:_PER_STORE], None] for terms in groups.values()]
    found: list[Taken] = []
    sums = 0
    for chosen in islice(product(*choices), _TRIED):
        wanted = [terms for terms in chosen if terms is not None]
        if not wanted or not together(wanted):
            continue
        reckoned = reckon(wanted, items, table)
        if reckoned is None:
            continue
        minor = sum(taken.amount.minor for taken in reckoned)
        if minor > sums:
            found, sums = reckoned, minor
    return found
