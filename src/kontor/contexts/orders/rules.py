"""What an order is before it is stored, and the arithmetic of its dates and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from kontor.contexts.orders.lifecycle import ARRIVED_IN, LABELLED_IN
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money, total

SELLER_REASONS = ("out_of_stock", "buyer_asked", "address_problem", "price_error")
"""Why a store cancels, as its pages offer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """What of a line's goods the buyer does not pay; `store_…`: the same of the store's money.

    Attributes:
        rebate_minor: off by the store's own coupon; the store goes without it (TRD-11).
        subsidy_minor: paid by the platform's coupon.
        coins_minor: paid with coins, by whoever gave them (COI-13).
    """

    rebate_minor: int = 0
    store_rebate_minor: int = 0
    subsidy_minor: int = 0
    store_subsidy_minor: int = 0
    coins_minor: int = 0
    store_coins_minor: int = 0

    @property
    def minor(self) -> int:
        return self.rebate_minor + self.subsidy_minor + self.coins_minor

    @property
    def store_minor(self) -> int:
        return self.store_rebate_minor + self.store_subsidy_minor + self.store_coins_minor


NOTHING_OFF = Off()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One SKU as it is bought. `unit` and `tax` are in the buyer's currency, `store_unit` in the store's.

    What coupons take and coins pay of it is frozen here as well.
    """

    product_id: UUID
    product_number: int
    sku_id: UUID
    sku_code: str
    title: str
    axes: Sequence[tuple[str, str]]
    picture: str
    hs_code: str
    weight_g: int
    quantity: int
    unit: Money
    store_unit: Money
    tax: Money
    commission_bp: int
    off: Off = NOTHING_OFF
    id: UUID = field(default_factory=new_id)

    @property
    def goods(self) -> Money:
        return self.unit * self.quantity

    @property
    def store_goods(self) -> Money:
        return self.store_unit * self.quantity

    @property
    def store_paid(self) -> Money:
        """What of `store_goods` the buyer really pays."""
        return self.store_goods - Money(self.off.store_minor, self.store_unit.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOrderDraft:
    """One store's part of a purchase, priced; the rate is the one that it freezes (TRD-04)."""

    store_id: UUID
    lines: Sequence[LineDraft]
    shipping: Money
    store_shipping: Money
    shipping_tax: Money
    carrier: str
    service: str
    min_days: int
    max_days: int
    handling_days: int
    rate: Decimal
    rate_day: date
    rate_source: str
    note: str = ""
    id: UUID = field(default_factory=new_id)

    @property
    def goods(self) -> Money:
        return total([line.goods for line in self.lines], self.shipping.currency)

    @property
    def store_goods(self) -> Money:
        return total([line.store_goods for line in self.lines], self.store_shipping.currency)

    @property
    def tax(self) -> Money:
        return total([line.tax for line in self.lines], self.shipping.currency) + self.shipping_tax

    @property
    def reduced(self) -> Money:
        """What coupons take and coins pay of the goods."""
        return Money(sum(line.off.minor for line in self.lines), self.shipping.currency)

    @property
    def total(self) -> Money:
        """What is really paid: without what coupons take and coins pay (COI-13, TRD-11)."""
        return self.goods + self.shipping + self.tax - self.reduced

    @property
    def commission(self) -> Money:
        """The platform's share of what is really paid for the goods, line by line; nothing else bears any."""
        parts = [line.store_paid.share(line.commission_bp) for line in self.lines]
        return total(parts, self.store_shipping.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """What a buyer is about to place: one payment, one order per store (TRD-05)."""

    buyer_id: UUID
    checkout_key: str
    currency: str
    country: str
    language: str
    address: Mapping[str, object]
    stores: Sequence[StoreOrderDraft]
    worth_us_cents: int

    @property
    def total(self) -> Money:
        return total([store.total for store in self.stores], self.currency)


def ship_by(ready: datetime, handling_days: int, closed_days: Sequence[tuple[date, date]]) -> datetime:
    """When a store must have shipped: handling days after the order is ready, its holidays not counted."""
    left, day = handling_days, ready
    while left > 0:
        day += timedelta(days=1)
        if not any(first <= day.date() <= last for first, last in closed_days):
            left -= 1
    return day


def expected(start: datetime, min_days: int, max_days: int) -> tuple[date, date]:
    """The date range in which a parcel that leaves at `start` should arrive (TRD-13)."""
    return (start + timedelta(days=min_days)).date(), (start + timedelta(days=max_days)).date()


def needs_risk_check(worth_us_cents: int, threshold_us_cents: int) -> bool:
    """Whether a paid order waits for a look before the seller may ship (TRD-07)."""
    return worth_us_cents >= threshold_us_cents


def shows_recipient(state: str, delivered_at: datetime | None, days: int, moment: datetime) -> bool:
    """Whether a store's people may see whom a parcel is for (ACC-40).

    From when the order is to be shipped until `days` after its delivery. Never before payment, nor once it has
    been cancelled.
    """
    if state in LABELLED_IN:
        return True
    if state not in ARRIVED_IN or delivered_at is None:
        return False
    return moment < delivered_at + timedelta(days=days)


_ON_AN_INVOICE = ("recipient", "company", "street", "district", "city", "region", "postcode", "country")


def invoiced_part(address: Mapping[str, object]) -> dict[str, object]:
    """What of a frozen address must stay with the invoice of an erased buyer's order (ACC-42)."""
    return {part: address[part] for part in _ON_AN_INVOICE if address.get(part)}
