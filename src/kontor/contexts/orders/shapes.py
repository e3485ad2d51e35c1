"""What reads of orders hand out: plain, frozen, for one viewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A row of a list of orders."""

    store_id: UUID
    order_id: UUID
    number: int
    buyer_order_number: int
    state: str
    store_name: str
    store_slug: str
    buyer_id: UUID
    total: Money
    store_total: Money
    line_count: int
    title: str
    picture: str
    ship_to_country: str
    placed_at: datetime
    ship_by: datetime | None
    pay_by: datetime | None
    receive_by: datetime | None
    expected_to: date | None
    nickname: str = ""  # masked; sellers see no more of a buyer (ACC-40)

    @property
    def key(self) -> str:
        """Where the next page of a list begins."""
        return f"{self.placed_at.timestamp():.6f}_{self.order_id.hex}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of an order."""

    line_id: UUID
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
    shipped: int
    unit: Money
    goods: Money
    tax: Money
    store_unit: Money
    commission_bp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One move of an order's history."""

    move: str
    source: str
    target: str
    actor: str
    actor_id: UUID | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One store order, whole. `address` is empty where the viewer may not see it (ACC-40)."""

    card: Card
    goods: Money
    shipping: Money
    tax: Money
    rebate: Money  # what the store's coupon took of the goods (TRD-11)
    subsidy: Money  # what the platform's coupon paid of the goods
    coins: Money  # what coins paid of the goods; the invoice bears `goods` in full (COI-13)
    store_goods: Money
    store_shipping: Money
    store_rebate: Money
    commission: Money
    rate: Decimal
    rate_day: date
    rate_source: str
    carrier: str
    service: str
    note: str
    address: Mapping[str, object]
    language: str
    paid_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    received_at: datetime | None
    ended_at: datetime | None
    end_reason: str
    expected_from: date | None
    expected_to: date | None
    lines: Sequence[LineView]
    steps: Sequence[StepView]
    moves: Sequence[str]  # what the viewer may do now, from the lifecycle

    @property
    def net(self) -> Money:
        """What the store gets: goods less its coupon, and shipping, less commission, in its currency."""
        return self.store_goods - self.store_rebate + self.store_shipping - self.commission


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A buyer order: what one payment is for."""

    buyer_id: UUID
    buyer_order_id: UUID
    number: int
    state: str
    total: Money
    country: str
    placed_at: datetime
    pay_by: datetime
    paid_at: datetime | None
    address: Mapping[str, object]
    orders: Sequence[Card]
