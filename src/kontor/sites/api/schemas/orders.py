"""A buyer's orders."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema

from kontor.sites.api.schemas.common import Labelled, Money


class OrderCard(Schema):
    """A store order in a list."""

    number: str
    purchase_number: str
    state: str
    store: str
    store_slug: str
    title: str
    line_count: int
    total: Money
    placed_at: datetime
    expected_to: date | None


class OrderList(Schema):
    items: list[OrderCard]
    next: str | None


class OrderLine(Schema):
    product_number: str
    sku_id: UUID
    title: str
    options: list[Labelled]
    quantity: int
    shipped: int
    unit_price: Money
    goods: Money
    tax: Money


class OrderStep(Schema):
    move: str
    state: str
    at: datetime


class Order(OrderCard):
    """One store order, whole. `actions` names what the buyer may do now."""

    lines: list[OrderLine]
    goods: Money
    shipping: Money
    tax: Money
    address: dict[str, str]
    note: str
    steps: list[OrderStep]
    actions: list[str]
