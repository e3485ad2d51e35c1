"""Prices in the buyer's currency, and what a destination adds to them (TRD-04, TRD-05). Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kontor.contexts.pricing import policy
from kontor.contexts.pricing.table import Rate, RateTable
from kontor.contexts.pricing.vat import EU, standard_rate
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _

__all__ = ["TAX_CURRENCIES", "Rate", "RateTable", "TaxResult", "jump", "shown", "taxes"]


def shown(price: Money, currency: str, table: RateTable) -> Money:
    """`price` in `currency` at the day's rate, as it is shown and charged.

    In the store's own currency a price is never touched. Otherwise it is rounded half-up, once, to a
    multiple of `pricing.round_to` minor units; a positive price never becomes nothing.
    """
    if price.currency == currency:
        return price
    exact = price.minor * table.minor_factor(price.currency, currency)
    step = policy.ROUND_TO.int()
    steps = int((exact / step).quantize(Decimal(1), ROUND_HALF_UP))
    if steps == 0 and price.minor > 0:
        steps = 1
    return Money(steps * step, currency)


def jump(before: Decimal, after: Decimal) -> Decimal:
    """By how many per cent a rate moved, the same up and down: half or twice as much is 100."""
    low, high = sorted((before, after))
    return (high / low - 1) * 100


@dataclass(frozen=True, slots=True)
class TaxResult:
    """What is added at checkout for the destination's tax office.

    Attributes:
        goods, shipping: tax on each, in the buyer's currency.
        percent: the rate that applied, 0 when nothing is added.
        code: `ioss`, `uk_vat`, `voec`, `au_gst`, `included` or `on_import`.
        label: a sentence for the buyer (marked for translation) with the place `%(percent)s`.
    """

    goods: Money
    shipping: Money
    percent: Decimal
    code: str
    label: str

    @property
    def total(self) -> Money:
        return self.goods + self.shipping


@dataclass(frozen=True, slots=True)
class _Scheme:
    code: str
    currency: str
    limit: Callable[[], int]
    label: str


_IOSS = _Scheme("ioss", "EUR", policy.IOSS_LIMIT_EUR.int, _("VAT of the destination, %(percent)s %% (IOSS)"))
_SCHEMES = {
    "GB": _Scheme("uk_vat", "GBP", policy.UK_LIMIT_GBP.int, _("UK VAT, %(percent)s %%")),
    "NO": _Scheme("voec", "NOK", policy.NORWAY_LIMIT_NOK.int, _("Norwegian VAT, %(percent)s %% (VOEC)")),
    "AU": _Scheme("au_gst", "AUD", policy.AUSTRALIA_LIMIT_AUD.int, _("Australian GST, %(percent)s %%")),
}
TAX_CURRENCIES = frozenset(scheme.currency for scheme in (_IOSS, *_SCHEMES.values()))
"""Currencies in which limits of taxes are written: without their rates those taxes cannot be charged."""
INCLUDED = _("Taxes are included in the price")
ON_IMPORT = _("Import taxes, if any, are collected by the carrier on delivery")


def taxes(destination: str, store_country: str, goods: Money, shipping: Money, table: RateTable) -> TaxResult:
    """Tax that a consignment of one store bears at checkout.

    Args:
        destination, store_country: ISO 3166 codes.
        goods, shipping: in the buyer's currency; `goods` is the intrinsic value that limits look at.
    """
    inside_eu = destination in EU and store_country in EU
    if destination == store_country or inside_eu:
        return _nothing(goods, "included", INCLUDED)
    scheme = _IOSS if destination in EU else _SCHEMES.get(destination)
    if scheme is None or not table.knows(scheme.currency):
        return _nothing(goods, "on_import", ON_IMPORT)
    if goods.convert(table.rate(goods.currency, scheme.currency).value, scheme.currency).amount > scheme.limit():
        return _nothing(goods, "on_import", ON_IMPORT)
    percent = standard_rate(destination)
    share = percent / 100
    return TaxResult(goods.times(share), shipping.times(share), percent, scheme.code, scheme.label)


def _nothing(goods: Money, code: str, label: str) -> TaxResult:
    zero = Money.zero(goods.currency)
    return TaxResult(zero, zero, Decimal(0), code, label)
