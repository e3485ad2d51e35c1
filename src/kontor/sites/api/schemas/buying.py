"""Cart, quote, addresses, checkout."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
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


class Reduction(Schema):
    """Something that lowers what is paid, in the order in which it does: stores' coupons, the platform's, coins."""

    code: Literal["store_coupon", "platform_coupon", "coins"]
    amount: Money
    coupon_id: UUID | None = None
    name: Annotated[str, Field(description="of a coupon")] = ""
    coins: Annotated[int, Field(description="how many coins were used")] = 0


class OfferedCoupon(Schema):
    """A coupon that the buyer has or can use, for these goods."""

    id: UUID
    name: str
    store_id: Annotated[UUID | None, Field(description="null: the marketplace's")]
    saves: Annotated[Money | None, Field(description="used alone; null while `short` is not nothing")]
    short: Annotated[Money, Field(description="how much more the goods must cost, in the coupon's currency")]
    ends_at: datetime
    chosen: bool


class OfferedCoins(Schema):
    """How many coins the buyer has, how many can pay a part of this, and how many do."""

    have: int
    most: int
    most_amount: Money
    used: int
    amount: Money


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
    """The full cost for a country. `fingerprint` changes with every figure of it.

    `total` is what is charged: goods, shipping and tax of all stores less `reductions`. `coupons` and `coins` say what
    else is possible, where they were asked for.
    """

    country: str
    currency: str
    stores: list[QuotedStore]
    units: int
    goods: Money
    shipping: Money
    tax: Money
    reductions: list[Reduction] = []
    total: Money
    ready: bool
    fingerprint: str
    coupons: list[OfferedCoupon] | None = None
    coins: OfferedCoins | None = None


_COUPONS = "ids of a quote; or `best`: those that save most"
_CODES = "typed codes: each puts its coupon among the buyer's own and is used (but with `best`, if it saves most)"
Coupons = Annotated[list[UUID], Field(max_length=20)] | Literal["best"]
Codes = Annotated[list[Annotated[str, Field(min_length=1, max_length=40)]], Field(max_length=5, description=_CODES)]
Coins = Annotated[int, Field(ge=0, le=10**9)] | Literal["max"]


class QuoteIn(Strict):
    """Without `lines` the cart is quoted."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    lines: Annotated[list[LineIn], Field(max_length=500)] | None = None
    choices: dict[UUID, Annotated[str, Field(max_length=80)]] = {}
    coupons: Annotated[Coupons | None, Field(description=f"{_COUPONS}; left out: not looked at")] = None
    coupon_codes: Codes = []
    coins: Annotated[
        Coins | None, Field(description="at most so many pay a part, `max`: all that can; left out: not looked at")
    ] = None


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
    coupons: Annotated[Coupons, Field(description=_COUPONS)] = []
    coupon_codes: Codes = []
    coins: Annotated[
        Coins, Field(description="so many, as a quote said; or `max`: as many as can pay a part of it")
    ] = 0
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
    reductions: Annotated[list[Reduction], Field(description="where the call asked for coupons or coins")]
    orders: list[PlacedStoreOrder]
    payment: Payment
