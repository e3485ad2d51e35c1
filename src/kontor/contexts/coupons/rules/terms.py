"""What a coupon promises, and the goods it looks at. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kontor.kernel.money import Money


class CouponKind(StrEnum):
    AMOUNT = "amount"
    PERCENT = "percent"


class Audience(StrEnum):
    ALL = "all"
    NEW = "new"  # has never paid for an order of the store; of the platform's: never paid here
    FOLLOWERS = "followers"  # of the store


class Scope(StrEnum):
    ALL = "all"
    PRODUCTS = "products"
    CATEGORIES = "categories"  # with all below them


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A coupon's promise. `store_id` None: the platform's. Amounts are in one currency, the coupon's.

    Attributes:
        cap: a share takes at most this; zero: no cap.
        left: what its budget still holds.
    """

    id: UUID
    store_id: UUID | None
    name: str
    kind: str
    amount: Money
    percent: int
    cap: Money
    threshold: Money
    scope: str
    product_ids: frozenset[UUID]
    category_ids: frozenset[int]
    left: Money
    ends_at: datetime
    per_buyer: int = 1
    code: str = ""
    audience: str = "all"

    @property
    def currency(self) -> str:
        return self.threshold.currency


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a purchase: `goods` in the buyer's currency, `store_goods` in the store's; both before coupons.

    `categories`: the product's category and all above it.
    """

    line_id: UUID
    store_id: UUID
    product_id: UUID
    categories: frozenset[int]
    goods: Money
    store_goods: Money


def covers(terms: Terms, item: Item) -> bool:
    """Whether the coupon is for this line."""
    if terms.store_id is not None and terms.store_id != item.store_id:
        return False
    if terms.scope == Scope.PRODUCTS:
        return item.product_id in terms.product_ids
    if terms.scope == Scope.CATEGORIES:
        return bool(item.categories & terms.category_ids)
    return True
