"""Cart, quote, addresses, checkout."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.sites.api.schemas.common import Labelled, Money, StoreName, Strict


class LineIn(Strict):
    sku_id: UUID
    quantity: Annotated[int, Field(ge=1, le=99_999)]


class QuantityIn(Strict):
    quantity: Annotated[int, Field(ge=1, le=99_999)]


class AddressIn(Strict):
    """An address in its country's own form; which parts are needed depends on the country."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    recipient: Annotated[str, Field(max_length=200)]
    company: Annotated[str, Field(max_length=200)] = ""
    street: Annotated[str, Field(max_length=600)] = ""
    district: Annotated[str, Field(max_length=200)] = ""
    city: Annotated[str, Field(max_length=200)] = ""
    region: Annotated[str, Field(max_length=200)] = ""
    postcode: Annotated[str, Field(max_length=40)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""


class Address(Schema):
    id: UUID
    country: str
    recipient: str
    company: str
    street: str
    district: str
    city: str
    region: str
    postcode: str
    phone: str
    is_default: bool
    lines: Annotated[list[str], Field(description="the label as its country writes it")]


class ShippingOption(Schema):
    code: Annotated[str, Field(examples=["yunexpress:THPHR"], description="for `choices`")]
    name: str
    price: Money
    min_days: int
    max_days: int


class QuotedLine(Schema):
    sku_id: UUID
    product_number: str
    title: str
    options: list[Labelled]
    quantity: int
    unit_price: Money
    goods: Money
    tax: Money
    orderable: Annotated[bool, Field(description="false: sold out, or no longer sold")]


class QuotedStore(Schema):
    store_id: UUID
    store: StoreName
    lines: list[QuotedLine]
    shipping_options: list[ShippingOption]
    chosen: str | None
    goods: Money
    shipping: Money
    tax: Money
    tax_label: str
    total: Money


class Quote(Schema):
    """The full cost for a country. `fingerprint` changes with every figure of it."""

    country: str
    currency: str
    stores: list[QuotedStore]
    units: int
    goods: Money
    shipping: Money
    tax: Money
    total: Money
    ready: bool
    fingerprint: str


class QuoteIn(Strict):
    """Without `lines` the cart is quoted."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    lines: Annotated[list[LineIn], Field(max_length=500)] | None = None
    choices: dict[UUID, Annotated[str, Field(max_length=80)]] = {}


class CheckoutIn(Strict):
    """An order. Without `lines` the cart is ordered and emptied; with them it stays as it is."""

    lines: Annotated[list[LineIn], Field(min_length=1, max_length=500)] | None = None
    address_id: Annotated[UUID | None, Field(description="of the address book; or give `address`")] = None
    address: Annotated[AddressIn | None, Field(description="a new one, kept in the address book")] = None
    choices: Annotated[
        dict[UUID, Annotated[str, Field(max_length=80)]],
        Field(description="per store id, `carrier:service`; the cheapest where none is named"),
    ] = {}
    notes: Annotated[dict[UUID, str], Field(description="per store id, a note to it")] = {}
    payment_method: Annotated[str, Field(max_length=20, examples=["alipay", "card"])]
    fingerprint: Annotated[
        str, Field(max_length=64, description="of a quote: refused when any figure has changed since")
    ] = ""


class PlacedStoreOrder(Schema):
    number: str
    store: str
    state: str
    total: Money


class Payment(Schema):
    method: str
    redirect_url: Annotated[str | None, Field(description="where the buyer pays; null when nothing is left to pay")]
    problem: Annotated[str | None, Field(description="a code, where the provider does not answer: send the call again")]


class Checkout(Schema):
    """A placed purchase: one order per store, one payment."""

    number: str
    state: Annotated[str, Field(examples=["awaiting_payment", "paid"])]
    total: Money
    pay_by: datetime
    orders: list[PlacedStoreOrder]
    payment: Payment
