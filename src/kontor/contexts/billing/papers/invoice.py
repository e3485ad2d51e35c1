"""A document on paper: PDF in the reader's language, its figures as they were frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext, pgettext

from kontor.contexts.billing.rules.figures import Figures, shown_lines
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _
from kontor.platform.pdf import pdf
from kontor.ui.formats import count, day, locale_of, money

_TEMPLATE = Path(__file__).parent / "invoice.typ"
_KINDS = {"vat": _("VAT number"), "gst": _("GST number")}
_NOTES = {
    "included": _("Taxes are included in the price."),
    "on_import": _("Taxes on import, if there are any, are collected by the carrier on delivery."),
}


def invoice_pdf(document: Mapping[str, Any], figures: Figures) -> bytes:
    """The PDF in the active language. `document`: as for `xml.ubl`."""
    language = get_language() or "en"
    data = {
        "title": gettext("Credit note") if document["kind"] == "credit" else gettext("Invoice"),
        "number": document["number"],
        "seller": _seller(document["seller"]),
        "buyer": _address(document["recipient"], figures.also["country"]),
        "facts": _facts(document, figures),
        "words": {
            "to": pgettext("an invoice", "To"), "what": gettext("Product"), "units": gettext("Units"),
            "price": gettext("Unit price with tax") if figures.with_tax else gettext("Unit price"),
            "tax": gettext("Tax"), "amount": gettext("Amount without tax"),
        },
        "lines": _lines(figures),
        "sums": _sums(document, figures),
        "notes": _notes(document, figures),
    }  # fmt: skip
    return pdf(_TEMPLATE, data, language)


def _seller(seller: Mapping[str, Any]) -> list[str]:
    lines = [seller["name"] or seller["store"]]
    if seller["store"] not in lines:
        lines.append(seller["store"])
    lines += _address(seller["address"], seller["country"])
    if seller["tax_number"]:
        lines.append(gettext("Tax number: %(number)s") % {"number": seller["tax_number"]})
    lines += [f"{gettext(_KINDS[kind])} ({place}): {number}" for place, kind, number in seller["numbers"]]
    return lines


def _address(said: Mapping[str, Any], country: str) -> list[str]:
    names = locale_of(get_language()).territories
    place = " ".join(str(said[part]) for part in ("postcode", "city") if said.get(part))
    region = str(said.get("region") or "")
    lines = [str(said.get(part) or "") for part in ("recipient", "company", "street", "district")]
    lines.append(", ".join(part for part in (place, region) if part))
    lines.append(str(names.get(str(said.get("country") or country), country)))
    return [line for line in lines if line]


def _facts(document: Mapping[str, Any], figures: Figures) -> list[list[str]]:
    facts = [
        [gettext("Issued on"), day(date.fromisoformat(document["issued_on"]))],
        [gettext("Order"), figures.also["order"]],
        [gettext("Ordered on"), day(date.fromisoformat(figures.also["placed"][:10]))],
    ]
    if document["kind"] == "credit":
        corrects = document["corrects"]
        facts.append([gettext("Corrects invoice"), corrects["number"]])
    return facts


def _lines(figures: Figures) -> list[dict[str, str]]:
    unit = figures.currency
    return [
        {
            "title": title, "sku": line.sku, "units": count(line.quantity), "price": money(Money(line.unit, unit)),
            "tax": money(Money(line.tax, unit)), "amount": money(Money(line.net, unit)),
        }
        for line, title in zip(figures.lines, shown_lines(figures.lines), strict=True)
    ]  # fmt: skip


def _sums(document: Mapping[str, Any], figures: Figures) -> list[list[Any]]:
    """Rows of label, amount, and whether it is the total."""

    def row(label: str, minor: int, *, bold: bool = False) -> list[Any]:
        return [label, money(Money(minor, figures.currency)), bold]

    rows = [row(gettext("Goods"), figures.goods)]
    if figures.rebate:
        rows.append(row(gettext("Coupon of the store"), -figures.rebate))
    if figures.shipping:
        rows.append(row(gettext("Shipping"), figures.shipping))
    if figures.tax:
        label = gettext("Tax, %(percent)s %%") % {"percent": count(Decimal(figures.percent))}
        rows.append(row(label, figures.tax))
    credit = document["kind"] == "credit"
    rows.append(row(gettext("Total credited") if credit else gettext("Total"), figures.full, bold=True))
    if figures.coins:
        rows.append(row(gettext("Coins given back") if credit else gettext("Covered by coins"), figures.coins))
    if figures.subsidy:
        label = gettext("Coupon given back") if credit else gettext("Covered by the marketplace's coupon")
        rows.append(row(label, figures.subsidy))
    rows.append(row(gettext("Money given back") if credit else pgettext("amount", "Paid"), figures.paid))
    return rows


def _notes(document: Mapping[str, Any], figures: Figures) -> list[str]:
    seller, notes = document["seller"], []
    if figures.scheme in _NOTES:
        notes.append(gettext(_NOTES[figures.scheme]))
    if seller.get("ioss"):
        notes.append(gettext("VAT of the destination was collected under IOSS number %(number)s.") % {
            "number": seller["ioss"]
        })  # fmt: skip
    if seller.get("operator"):
        notes.append(gettext("Tax collected at checkout by: %(operator)s") % {"operator": seller["operator"]})
    return notes
