"""From an order's frozen amounts to a document. Within the services."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import translation
from django.utils.translation import gettext

from kontor.contexts.billing import policy
from kontor.contexts.billing.models import Document, DocumentKind, Due
from kontor.contexts.billing.rules import figures as rules
from kontor.contexts.billing.rules.dues import Obstacle, Reason
from kontor.contexts.billing.rules.figures import Figures
from kontor.contexts.billing.rules.included import taxes_in
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.orders.rules import invoiced_part
from kontor.contexts.pricing.vat import EU, standard_rate
from kontor.contexts.sellers.money_queries import Invoicer, invoicers
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import System

_log = logging.getLogger(__name__)
PAID = "paid"
_US = System("billing")


@dataclass(slots=True)
class Material:
    """What documents of several orders are made of, read at once."""

    orders: dict[UUID, StoreOrder]
    purchases: dict[UUID, BuyerOrder]
    sellers: dict[UUID, Invoicer]
    lines: dict[UUID, list[Line]] = field(default_factory=dict)
    invoices: dict[UUID, Document] = field(default_factory=dict)


def gather(dues: Collection[Due]) -> Material:
    """The orders of these dues; every statement names the placement key."""
    stores, ids = {due.store_id for due in dues}, {due.order_id for due in dues}
    orders = {row.id: row for row in StoreOrder.objects.filter(store_id__in=stores, id__in=ids)}
    buyers = {row.buyer_id for row in orders.values()}
    bought = BuyerOrder.objects.filter(buyer_id__in=buyers, id__in={row.buyer_order_id for row in orders.values()})
    found = Material(orders, {row.id: row for row in bought}, invoicers(_US, stores))
    for line in Line.objects.filter(store_id__in=stores, order_id__in=ids).order_by("id"):
        found.lines.setdefault(line.order_id, []).append(line)
    issued = Document.objects.filter(store_id__in=stores, order_id__in=ids, cause=PAID)
    found.invoices = {row.order_id: row for row in issued}
    return found


def today_of(seller: Invoicer) -> date:
    """The day in the store's time zone: documents bear it, and their year numbers them."""
    try:
        zone = ZoneInfo(seller.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return now().astimezone(zone).date()


def invoice_figures(order: StoreOrder, lines: Sequence[Line], seller: Invoicer, language: str) -> Figures:
    """All of an order, as it was computed when it was placed; a tax that its prices include is broken out of them."""
    of_lines = sum(line.tax_minor for line in lines)
    net = order.goods_minor - order.rebate_minor + order.shipping_minor
    scheme = rules.scheme_of(order.ship_to_country, seller.country, order.tax_minor, union=EU)
    rate = standard_rate(order.ship_to_country)
    percent = rules.percent_of(net, order.tax_minor, rate, len(lines) + 1)
    prices = [line.unit_minor * line.quantity for line in lines]
    taxes = [line.tax_minor for line in lines]
    rebate_tax, shipping_tax = 0, order.tax_minor - of_lines
    if scheme == rules.INCLUDED and _shows_tax(seller, order.ship_to_country):
        percent = rate
        *taxes, off, shipping_tax = taxes_in([*prices, -order.rebate_minor, order.shipping_minor], rate)
        rebate_tax = -off
    inside = scheme == rules.INCLUDED
    return Figures(
        currency=order.currency,
        lines=[
            rules.Line(
                line.title, line.sku_code, [list(axis) for axis in line.axes], line.quantity, line.unit_minor,
                price - tax if inside else price, tax,
            )
            for line, price, tax in zip(lines, prices, taxes, strict=True)
        ],
        shipping=order.shipping_minor - (shipping_tax if inside else 0), shipping_tax=shipping_tax, scheme=scheme,
        percent=format(percent.normalize(), "f"), paid=order.total_minor, coins=order.coins_minor,
        rebate=order.rebate_minor - rebate_tax, subsidy=order.subsidy_minor, language=language,
        also={"country": order.ship_to_country, "order": str(order.number), "placed": order.placed_at.isoformat()},
        rebate_tax=rebate_tax,
    )  # fmt: skip


def _shows_tax(seller: Invoicer, country: str) -> bool:
    """Whether the tax in prices may be shown: a rate is known, and a number under which the seller owes it."""
    homes = ((country, "vat"), (country, "gst"), (seller.business_country, "vat"), (seller.business_country, "gst"))
    return standard_rate(country) > 0 and bool(seller.tax_number or any(home in seller.numbers for home in homes))


def document_of(due: Due, have: Material) -> Document | Obstacle:
    """The document that is due, without its number, or what keeps it from being made."""
    order = have.orders.get(due.order_id)
    if order is None:
        return Obstacle(Reason.NO_ORDER)
    if order.paid_at is None:
        return Obstacle(Reason.UNPAID)
    purchase, seller = have.purchases[order.buyer_order_id], have.sellers[order.store_id]
    whole = invoice_figures(order, have.lines.get(order.id, []), seller, purchase.language)
    corrects: UUID | None = None
    figures = whole
    if due.cause != PAID:
        invoice = have.invoices.get(order.id)
        if invoice is None:
            return Obstacle(Reason.INVOICE_FIRST)
        corrects, whole = invoice.id, Figures.read(invoice.figures)
        back = rules.back_of(whole, due.back_minor)
        with translation.override(purchase.language):
            figures = rules.credited(whole, back, gettext("Part of the price, refunded"))
    if not rules.sums_up(figures):
        _log.error("order %s: what its lines bear is not what was paid, no paper is issued", order.number)
        settled = figures.paid + figures.coins + figures.subsidy
        return Obstacle(Reason.UNEVEN, f"{Money(figures.full, figures.currency)} / {Money(settled, figures.currency)}")
    day = today_of(seller)
    return Document(
        store_id=order.store_id, kind=DocumentKind.CREDIT if corrects else DocumentKind.INVOICE, year=day.year,
        order_id=order.id, order_number=order.number, buyer_id=order.buyer_id, cause=due.cause, corrects=corrects,
        issued_on=day, currency=figures.currency, full_minor=figures.full, tax_minor=figures.tax,
        paid_minor=figures.paid, coins_minor=figures.coins, subsidy_minor=figures.subsidy, figures=figures.plain(),
        seller=_seller(seller, figures.scheme, order.ship_to_country), recipient=invoiced_part(purchase.address),
        issued_at=now(),
    )  # fmt: skip


def _seller(seller: Invoicer, scheme: str, country: str) -> dict[str, object]:
    """Names and numbers that stand on the paper, as they are today."""
    wanted = [(country, "vat"), (country, "gst")]
    if scheme == rules.INCLUDED and seller.business_country != country:
        wanted += [(seller.business_country, "vat")]
    taxed = scheme not in ("included", "on_import")
    return {
        "name": seller.legal_name, "store": seller.store_name, "slug": seller.slug, "country": seller.business_country,
        "address": dict(seller.address), "tax_number": seller.tax_number,
        "numbers": [[place, kind, seller.numbers[place, kind]] for place, kind in wanted
                    if (place, kind) in seller.numbers],
        "operator": policy.OPERATOR_NAME.text() if taxed else "",
        "ioss": policy.OPERATOR_IOSS.text() if scheme == "ioss" else "",
    }  # fmt: skip
