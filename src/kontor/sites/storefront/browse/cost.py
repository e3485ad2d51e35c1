"""The whole price of one unit, before any address is asked (TRD-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kontor.contexts.catalogue.queries import ProductPage, SkuView
from kontor.contexts.logistics.queries import quote_range
from kontor.contexts.pricing.rules import TaxResult, shown, taxes
from kontor.contexts.pricing.table import RateTable
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform.http.place import Place


@dataclass(frozen=True, slots=True)
class Cost:
    """Goods, cheapest shipping and tax for one unit to the reader's country, in the reader's currency.

    Attributes:
        ships: False when the store does not ship there; then the rest is only the goods.
        carrier: name of the cheapest service.
        first_day, last_day: between which it arrives, handling included.
        tax_label: what the tax is, in the reader's language.
    """

    ships: bool
    goods: Money
    shipping: Money
    tax: Money
    total: Money
    tax_label: str
    carrier: str
    first_day: date | None
    last_day: date | None


def whole_cost(page: ProductPage, sku: SkuView, place: Place, table: RateTable) -> Cost:
    """What one unit of `sku` costs in all, delivered."""
    goods = shown(sku.price, place.currency, table)
    zero = Money.zero(place.currency)
    quote = quote_range(page.store.id, place.country, sku.weight_g, sku.price)
    if quote is None:
        return Cost(ships=False, goods=goods, shipping=zero, tax=zero, total=goods, tax_label="", carrier="",
                    first_day=None, last_day=None)  # fmt: skip
    cheapest = quote.options[0]
    shipping = shown(cheapest.price, place.currency, table)
    tax = taxes(place.country, page.store.country, goods, shipping, table)
    today = now().date()
    handling = page.handling_days
    return Cost(
        ships=True, goods=goods, shipping=shipping, tax=tax.total, total=goods + shipping + tax.total,
        tax_label=_label(tax), carrier=cheapest.name, first_day=today + timedelta(days=handling + cheapest.min_days),
        last_day=today + timedelta(days=handling + cheapest.max_days),
    )  # fmt: skip


def _label(tax: TaxResult) -> str:
    return _(tax.label) % {"percent": f"{tax.percent.normalize():f}"}
