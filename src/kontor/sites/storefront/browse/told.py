"""What a product's page says in sentences and rows, as markup written in Python so that the page stays quick."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kontor.contexts.catalogue.queries import SkuView
from kontor.contexts.pricing.table import Rate
from kontor.kernel.money import Money
from kontor.sites.storefront.browse.choice import AxisView, Swatch
from kontor.sites.storefront.browse.cost import Cost
from kontor.ui.formats import day, money


def told(cost: Cost, sku: SkuView, price: Money, rate: Rate, country: str) -> dict[str, Any]:
    """The sentences on price and delivery, and the rows of the whole price."""
    given: dict[str, Any] = {"converted": "", "in_all": "", "delivery": "", "carrier_note": ""}
    if price.currency != sku.price.currency:
        sentence = _("The store's price is %(own)s. Converted at the rate of %(day)s (%(source)s).")
        given["converted"] = sentence % {"own": money(sku.price), "day": day(rate.day), "source": rate.source}
    rows = [(_("One unit"), money(cost.goods))]
    if cost.ships and cost.first_day and cost.last_day:
        total = money(cost.total)
        given["in_all"] = _marked(_("<b>%(total)s</b> in all, delivered to %(country)s"), total=total, country=country)
        said = (
            _("<b>%(price)s</b> to %(country)s, arrives between %(first)s and %(last)s") if cost.shipping.minor
            else _("<b>Free delivery</b> to %(country)s, arrives between %(first)s and %(last)s")
        )  # fmt: skip
        given["delivery"] = _marked(
            said,
            price=money(cost.shipping), country=country, first=day(cost.first_day), last=day(cost.last_day),
        )  # fmt: skip
        note = _("With %(carrier)s. Other ways to ship are offered at the checkout.") % {"carrier": cost.carrier}
        given["carrier_note"] = note if cost.tax else f"{cost.tax_label}. {note}"
        rows.append((_("Delivery to %(country)s") % {"country": country}, money(cost.shipping)))
        if cost.tax:
            rows.append((cost.tax_label, money(cost.tax)))
        given["pay"] = total
    given["rows"] = ledger(rows)
    return given


def ledger(rows: Iterable[tuple[str, str]]) -> SafeString:
    """The rows of a list of words and what they stand for."""
    return mark_safe(  # noqa: S308  (every part is escaped here)
        "".join(f"<div><dt>{escape(label)}</dt><dd><bdi>{escape(value)}</bdi></dd></div>" for label, value in rows)
    )


def choices(axes: Iterable[AxisView]) -> SafeString:
    """What one chooses a SKU by: a group of links for each axis."""
    gone = f'<span class="sr-only"> ({escape(_("sold out"))})</span>'
    return mark_safe("".join(_axis(axis, gone) for axis in axes))  # noqa: S308  (every part is escaped here)


def _axis(axis: AxisView, gone: str) -> str:
    code = escape(axis.code)
    chosen = f': <span class="font-normal">{escape(axis.chosen)}</span>' if axis.chosen else ""
    links = "".join(_swatch(swatch, f"choice-{code}-{number}", gone) for number, swatch in enumerate(axis.swatches, 1))
    return (
        f'<div class="grid gap-2" role="group" aria-labelledby="axis-{code}"><p class="k-legend" id="axis-{code}">'
        f'{escape(axis.label)}{chosen}</p><div class="k-swatches">{links}</div></div>'
    )


def _swatch(swatch: Swatch, name: str, gone: str) -> str:
    href = escape(swatch.href)
    now = ' aria-current="true"' if swatch.chosen else ""
    lacking = " data-gone" if swatch.gone else ""
    if not href:  # a preview: nothing to go to
        return f'<span class="k-swatch"{now}{lacking}>{escape(swatch.label)}{gone if swatch.gone else ""}</span>'
    return (
        f'<a class="k-swatch" href="{href}" rel="nofollow"{now}{lacking} hx-get="{href}" hx-target="#product"'
        f' hx-select="#product" hx-swap="outerHTML" hx-push-url="true" id="{name}">{escape(swatch.label)}'
        f"{gone if swatch.gone else ''}</a>"
    )


def _marked(sentence: str, **parts: str) -> SafeString:
    """A sentence of ours with markup in it, filled with plain texts."""
    return mark_safe(sentence % {name: escape(text) for name, text in parts.items()})  # noqa: S308  (parts are escaped)
