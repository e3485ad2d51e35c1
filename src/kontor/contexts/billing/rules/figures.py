"""The figures of invoices and credit notes, in minor units of the buyer's currency. Pure (TRD-12, COI-13).

An invoice bears the full amount: what was paid, and what coins and the marketplace's coupon covered, which somebody
else paid for the buyer; a store's own coupon is a lower price and comes off. What went back is credited in full too:
coins and coupons come back in the share in which money does (COI-11), each rounded half-up once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Self

from kontor.contexts.billing.rules.included import taxes_in
from kontor.contexts.payments.rules import divide
from kontor.kernel.money import Money

INCLUDED = "included"


@dataclass(frozen=True, slots=True)
class Line:
    """What was sold: `net` for all units, without `tax`; of a credit note, what is credited of the whole order.

    `unit` is the price that was asked: with the tax where it is included in the price, without it elsewhere.
    """

    title: str
    sku: str
    axes: list[list[str]]
    quantity: int
    unit: int
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All amounts of one document.

    Attributes:
        shipping, shipping_tax: without tax, and the tax on it.
        scheme: why there is tax, or none (`pricing.rules`): `ioss`, `uk_vat`, `voec`, `au_gst`, `included`,
            `on_import`.
        percent: of the tax, as a decimal text; "0" without any, or where nobody knows what is included.
        rebate, rebate_tax: off the goods by the store's own coupon, without tax, and the tax that goes with it.
        paid, coins, subsidy: how `full` was settled; `subsidy` is the marketplace's coupon.
    """

    currency: str
    lines: list[Line]
    shipping: int
    shipping_tax: int
    scheme: str
    percent: str
    paid: int
    coins: int
    rebate: int = 0
    subsidy: int = 0
    language: str = ""
    also: dict[str, Any] = field(default_factory=dict)
    rebate_tax: int = 0

    @property
    def goods(self) -> int:
        return sum(line.net for line in self.lines)

    @property
    def net(self) -> int:
        return self.goods - self.rebate + self.shipping

    @property
    def tax(self) -> int:
        return sum(line.tax for line in self.lines) + self.shipping_tax - self.rebate_tax

    @property
    def rated(self) -> bool:
        """Whether a rate of tax is shown: of what was added at the checkout, or is broken out of the price."""
        return self.percent != "0"

    @property
    def with_tax(self) -> bool:
        """Whether prices were asked with a tax that is broken out of them."""
        return self.scheme == INCLUDED and self.rated

    @property
    def full(self) -> int:
        return self.net + self.tax

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        return cls(**{**kept, "lines": [Line(**line) for line in kept["lines"]]})


@dataclass(frozen=True, slots=True)
class Back:
    """What of an order goes back: `paid` and its part `tax`, and what of `coins` and `subsidy` does."""

    paid: int
    tax: int
    coins: int
    subsidy: int


def back_of(whole: Figures, back: int) -> Back:
    """The shares of a refund of `back` out of what was paid, as payments divided them and coins returned."""
    currency, zero = whole.currency, Money.zero(whole.currency)
    parted = divide(
        paid=Money(whole.paid, currency), tax=Money(whole.tax, currency), due=zero, commission=zero,
        back=Money(back, currency),
    )  # fmt: skip
    share = Decimal(back) / Decimal(whole.paid) if whole.paid else Decimal(0)
    coins, subsidy = (Money(part, currency).times(share).minor for part in (whole.coins, whole.subsidy))
    if whole.with_tax:  # payments know nothing of it: it is part of the price
        (tax,) = taxes_in([back + coins + subsidy], Decimal(whole.percent))
        return Back(back, tax, coins, subsidy)
    return Back(back, parted.back_tax.minor, coins, subsidy)


def credited(whole: Figures, back: Back, title: str) -> Figures:
    """The figures of a credit note. All that went back repeats the invoice; a part of it stands in one line.

    Args:
        title: of that one line, in the language of the invoice's lines.
    """
    if back.paid == whole.paid:
        return whole
    net = back.paid + back.coins + back.subsidy - back.tax
    unit = net + back.tax if whole.with_tax else net
    line = Line(title, "", [], 1, unit, net, back.tax)
    return Figures(
        whole.currency, [line], 0, 0, whole.scheme, whole.percent, back.paid, back.coins, 0, back.subsidy,
        whole.language, whole.also,
    )  # fmt: skip


def percent_of(net: int, tax: int, declared: Decimal, count: int) -> Decimal:
    """The rate that `tax` on `net` was computed with: `declared` when it fits, else the one that the figures show.

    Args:
        count: how many amounts were rounded each for itself; the sum may be off by half a cent for each.
    """
    if not tax:
        return Decimal(0)
    if abs(Decimal(net) * declared / 100 - tax) <= Decimal(count) / 2:
        return declared
    return (Decimal(tax) * 100 / Decimal(net)).quantize(Decimal("0.01")) if net else declared


def scheme_of(destination: str, origin: str, tax: int, *, union: frozenset[str]) -> str:
    """Which of the schemes of `pricing.rules` an order's tax was computed by; `union`: members of the EU."""
    if tax:
        named = {"GB": "uk_vat", "NO": "voec", "AU": "au_gst"}
        return "ioss" if destination in union else named.get(destination, "on_import")
    inside = destination == origin or (destination in union and origin in union)
    return INCLUDED if inside else "on_import"


def sums_up(figures: Figures) -> bool:
    """Whether the lines bear all that was paid and covered."""
    return figures.full == figures.paid + figures.coins + figures.subsidy


def numbered(slug: str, kind: str, year: int, place: int) -> str:
    """How a number is written: `TEA-HOUSE-2026-000042`; a credit note's has `C` before the year."""
    return f"{slug.upper()}-{'C' if kind == 'credit' else ''}{year}-{place:06d}"


def shown_lines(lines: Sequence[Line]) -> list[str]:
    """Titles with their choices, as one text each."""
    return [", ".join([line.title, *(f"{name}: {option}" for name, option in line.axes)]) for line in lines]
