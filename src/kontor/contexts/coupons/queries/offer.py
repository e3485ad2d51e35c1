"""Which coupons a buyer can use: on pages of goods, in the cart and at checkout."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kontor.contexts.coupons import policy
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.reading import terms_of
from kontor.contexts.coupons.rules.choosing import best
from kontor.contexts.coupons.rules.reckoning import Taken, reckon, short_of
from kontor.contexts.coupons.rules.stacking import together
from kontor.contexts.coupons.rules.terms import Item, Terms
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import Rows
from kontor.platform.reference import Reference

__all__ = ["Item", "Offer", "Possible", "any_open", "candidates", "forget", "has_own", "offered"]

# Running now, with something left of the budget.
OPEN = """t.state = 'running' AND t.starts_at <= %s AND t.ends_at > %s
    AND t.count_taken < t.budget_count AND t.minor_taken < t.budget_minor"""
# For this buyer: everybody, followers of the store, or who has never paid there (of the platform's: never here).
MEANT = """(t.audience = 'all'
    OR t.audience = 'followers' AND EXISTS (
        SELECT 1 FROM buyers_follow f WHERE f.buyer_id = %s AND f.store_id = t.store_id)
    OR t.audience = 'new' AND t.store_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM orders_storeorder o
        WHERE o.store_id = t.store_id AND o.buyer_id = %s AND o.paid_at IS NOT NULL)
    OR t.audience = 'new' AND t.store_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM orders_buyerorder b WHERE b.buyer_id = %s AND b.paid_at IS NOT NULL))"""
_USABLE = f"""LEFT JOIN coupons_claim c ON c.buyer_id = %s AND c.coupon_id = t.id
    WHERE {OPEN} AND (t.store_id IS NULL OR t.store_id = ANY(%s::uuid[]))
    AND (c.uses < c.allowed OR c.coupon_id IS NULL AND t.code = '') AND {MEANT}"""
_ALL = Rows(Coupon, f"{_USABLE} ORDER BY t.ends_at, t.id LIMIT %s")
_NAMED = Rows(Coupon, f"{_USABLE} AND t.id = ANY(%s::uuid[]) ORDER BY t.id")
_STORES = "SELECT DISTINCT store_id FROM coupons_coupon WHERE state = 'running' AND ends_at > %s"


@dataclass(frozen=True, slots=True)
class Possible:
    """A coupon for goods of this purchase. `saves`: alone; None while it is not reached.

    `short`: what is missing to its threshold, in its currency; zero where it is reached.
    """

    terms: Terms
    saves: Money | None
    short: Money


@dataclass(frozen=True, slots=True)
class Offer:
    """A purchase's coupons: what is possible, and what is taken; `refused`: not the choice, which cannot be used."""

    possible: Sequence[Possible]
    taken: Sequence[Taken]
    refused: bool = False


def _read_stores() -> frozenset[UUID | None]:
    with connection.cursor() as cursor:
        cursor.execute(_STORES, [now()])
        return frozenset(row[0] for row in cursor.fetchall())


_stores: Reference[frozenset[UUID | None]] = Reference(_read_stores)  # at most a minute old


def any_open(store_ids: Collection[UUID]) -> bool:
    """Whether these stores, or the platform, may have coupons that run. Costs no statement; a minute old. Public."""
    known = _stores()
    return bool(known) and (None in known or any(store in known for store in store_ids))


def has_own(store_id: UUID) -> bool:
    """Whether this store may have coupons of its own that run. Costs no statement; a minute old. Public."""
    return store_id in _stores()


def forget() -> None:
    """Read again who has coupons on the next call (after a change in this process)."""
    _stores.forget()


def candidates(
    viewer: Buyer, store_ids: Collection[UUID], *, only: Collection[UUID] | None = None
) -> list[Terms]:  # fmt: skip
    """Coupons that the viewer can use in these stores: claimed ones, and those that need no code. One statement.

    Args:
        only: these alone, by id; of all others those that end first, as many as the policy looks at.
    """
    at, buyer = now(), viewer.buyer_id
    values: list[object] = [buyer, at, at, list(store_ids), buyer, buyer, buyer]
    if only is not None:
        return [terms_of(row) for row in _NAMED(*values, list(only))]
    return [terms_of(row) for row in _ALL(*values, policy.CONSIDERED.int())]


def offered(
    viewer: Buyer, items: Sequence[Item], table: RateTable, *, chosen: Collection[UUID] | None = None
) -> Offer:  # fmt: skip
    """What coupons can do for a purchase: one statement; nothing is held.

    Args:
        chosen: the buyer's choice; None, or a choice that cannot be used (`refused`), takes those that save most.
    """
    known = candidates(viewer, {item.store_id for item in items})
    possible = [_possible(terms, items, table) for terms in known]
    shown = [each for each in possible if each is not None]
    if chosen is None:
        return Offer(shown, best(known, items, table))
    wanted = [terms for terms in known if terms.id in set(chosen)]
    taken = reckon(wanted, items, table) if len(wanted) == len(set(chosen)) and together(wanted) else None
    return Offer(shown, best(known, items, table) if taken is None else taken, taken is None)


def _possible(terms: Terms, items: Sequence[Item], table: RateTable) -> Possible | None:
    short = short_of(terms, items, table)
    if short is None:
        return None
    alone = reckon([terms], items, table)
    return Possible(terms, alone[0].amount if alone else None, short)
