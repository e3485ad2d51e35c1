"""Store, orders and money, as programs of the store take and give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.sites.api.schemas.common import Money, Strict
from kontor.sites.api.schemas.texts import WHOLE, Text, Whole


class Me(Schema):
    """The program, the store, and what it may do there now."""

    application: str
    store: str
    store_slug: str
    scopes: Annotated[list[str], Field(description="that hold at this moment")]
    granted: Annotated[list[str], Field(description="what the person allowed; others than `scopes` rest")]
    token_expires_at: datetime
    grant_ends_at: Annotated[datetime, Field(description="a person has to allow the program anew after this")]


class SellerStore(Schema):
    slug: str
    name: str
    country: str
    currency: Annotated[str, Field(description="of all its prices and balances")]
    language: str
    state: str
    handling_days: int


class Warehouse(Schema):
    id: UUID
    name: str
    country: str
    city: str


class CarrierService(Schema):
    """How a shipment names its way: `carrier` and `service`."""

    carrier: str
    service: str
    carrier_name: str
    service_name: str


class SoldLine(Schema):
    id: UUID
    sku_id: UUID
    sku: str
    title: str
    quantity: int
    shipped: int
    unit_price: Annotated[Money, Field(description="in the store's currency")]


class SoldCard(Schema):
    """An order. The buyer stays masked, whatever the scopes."""

    number: str
    state: str
    buyer: str
    country: str
    total: Annotated[Money, Field(description="goods and shipping, in the store's currency")]
    placed_at: datetime
    ship_by: datetime | None
    lines: list[SoldLine]


class SoldList(Schema):
    items: list[SoldCard]
    next: str | None


class Parcel(Schema):
    id: UUID
    carrier: str
    tracking_number: str
    state: str
    shipped_at: datetime
    delivered_at: datetime | None
    expected_to: date | None
    lines: dict[str, int]


class SoldOrder(SoldCard):
    """One order, whole.

    `recipient` is there only for a program with `orders:ship`, and only while a parcel has to be labelled; each reading
    is written down.
    """

    goods: Money
    coupon: Annotated[Money, Field(description="off the goods by the store's own coupon")]
    shipping: Money
    commission: Money
    net: Annotated[Money, Field(description="what the store gets")]
    carrier: str
    service: str
    note: str
    recipient: dict[str, str] | None
    shipments: list[Parcel]
    actions: Annotated[list[str], Field(description="moves that the store may make now")]


class ShipmentIn(Strict):
    carrier: Annotated[Text, Field(max_length=30, examples=["yunexpress"])]
    service: Annotated[Text, Field(max_length=40, examples=["THPHR"])]
    tracking_number: Annotated[Text, Field(max_length=60, examples=["YT2632821266000001"])]
    lines: Annotated[
        dict[UUID, Annotated[Whole, Field(ge=1, le=WHOLE)]] | None,
        Field(description="line → units in this parcel; left out: all that is not shipped yet"),
    ] = None


class ShipmentMade(Schema):
    id: UUID
    order: str
    tracking_number: str
    repeated: Annotated[bool, Field(description="the parcel had been entered before")]


class CancelIn(Strict):
    reason: Literal["out_of_stock", "buyer_asked", "address_problem", "price_error"]


class BalanceRow(Schema):
    available: Money
    in_escrow: Money


class SettlementRow(Schema):
    order: str
    gross: Money
    commission: Money
    net: Money
    settled_at: datetime


class InvoiceRow(Schema):
    """`full` is what the document is about in all: `paid` and what coins covered. `kind`: invoice or credit."""

    id: UUID
    kind: str
    number: str
    order: str
    issued_on: date
    full: Money
    tax: Money
    paid: Money
    coins: Money


class Invoices(Schema):
    items: list[InvoiceRow]
    next: str | None


class PayoutRow(Schema):
    """`net` is what arrives: `amount` left the balance, less `fee`. `reason`: the bank's code when it failed."""

    number: str
    state: str
    amount: Money
    fee: Money
    net: Money
    account: str
    reason: str
    made_at: datetime
    ended_at: datetime | None


class Payouts(Schema):
    items: list[PayoutRow]
    next: str | None


class StatementRow(Schema):
    """A month (UTC) of a balance; `month` is its first day, `closed` when it is over."""

    currency: str
    month: date
    opening: Money
    closing: Money
    closed: bool


class Settlements(Schema):
    items: list[SettlementRow]
    next: str | None


class LedgerLine(Schema):
    id: UUID
    cause: str
    amount: Money
    at: datetime


class LedgerLines(Schema):
    items: list[LedgerLine]
    next: str | None
