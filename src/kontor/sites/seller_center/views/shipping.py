"""Sending goods: one order, or many at once."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.logistics import queries as logistics
from kontor.contexts.logistics.services.book_shipment import book_shipment
from kontor.contexts.logistics.services.ship_many import Outcome, Row, ship_many
from kontor.contexts.logistics.services.ship_order import Shipped, ship_order
from kontor.contexts.orders import queries as orders
from kontor.contexts.sellers.business_errors import TaxNumberNeeded
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tax_queries import require_tax_numbers
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.views.orders import show


@at_bench("orders.ship", "orders")
@require_POST
def ship(request: Request, bench: Bench, number: int) -> HttpResponse:
    """A parcel with a number that the seller has; `how=book` gets one from the carrier first."""
    carrier, service = reading.chosen_service(request.POST)
    parcel = reading.parcel(request.POST)
    try:
        if request.POST.get("how") == "book":
            ordinal = reading.whole(request.POST.get("parcel"), 1, 1, 999)
            done = book_shipment(
                seat=bench.seat, order_number=number, carrier=carrier, service=service, parcel=ordinal, lines=parcel
            )
        else:
            done = ship_order(
                seat=bench.seat, order_number=number, carrier=carrier, service=service,
                tracking_number=request.POST.get("tracking_number", ""), lines=parcel,
            )  # fmt: skip
    except RightMissing:
        raise
    except Refusal as refusal:
        order = orders.store_order(bench.seat, number, recipient=True)
        return show(bench, order, status=STATUS[refusal.kind], refusal=refusal, typed=request.POST.dict())
    messages.success(request, _shipped(done))
    return HttpResponseRedirect(reverse("seller_order", args=[number]))


def _shipped(done: Shipped) -> str:
    if done.repeated:
        return _("This parcel was entered already: %(number)s.") % {"number": done.tracking_number}
    return _("Shipped with %(number)s. The buyer has been told.") % {"number": done.tracking_number}


@at_bench("logistics.labels", "orders")
@require_GET
def slip(request: Request, bench: Bench, number: int) -> HttpResponse:
    """The packing slip of an order that waits: to be printed and put into the parcel.

    Nothing is printed for a destination whose tax numbers are not registered (SEL-04).
    """
    del request
    country = orders.store_order(bench.seat, number).card.ship_to_country
    try:
        require_tax_numbers(bench.seat, country)
    except TaxNumberNeeded as refusal:
        told = {
            "page_title": _("Not printed"),
            "why": say(refusal),
            "way": refusal.register_at,
            "way_words": _("Register the number"),
        }
        return bench.page("seller/refused.html", "orders", told, STATUS[refusal.kind])
    order = orders.store_order(bench.seat, number, recipient=True)
    context = {"order": order, "card": order.card, "store": bench.store, "page_title": _("Packing slip")}
    return bench.page("seller/slip.html", "orders", context)


@at_bench("orders.ship", "orders")
@require_http_methods(["GET", "POST"])
def batch(request: Request, bench: Bench) -> HttpResponse:
    """Numbers for many orders: typed per row or pasted in one go, answered per row."""
    source = request.POST if request.method == "POST" else request.GET
    numbers = [int(text) for text in source.getlist("order")[: reading.MOST_ROWS] if text.isdecimal()]
    typed = {
        f"{name}.{number}": source.get(f"{name}.{number}", "") for number in numbers for name in ("service", "track")
    }
    outcomes: list[Outcome] = []
    if request.method == "POST" and request.POST.get("how") == "ship":
        outcomes = ship_many(seat=bench.seat, rows=_rows(numbers, typed))
        done = sum(outcome.shipped is not None for outcome in outcomes)
        if done:
            said = ngettext("%(count)s order is shipped.", "%(count)s orders are shipped.", done) % {"count": done}
            messages.success(request, said)
        if outcomes and done == len(outcomes):
            return HttpResponseRedirect(f"{reverse('seller_orders')}?tab=to_ship")
    waiting = logistics.waiting(bench.seat, numbers)
    if request.method == "POST" and request.POST.get("how") == "fill":
        typed |= _pasted(request.POST.get("pasted", ""), [each.number for each in waiting])
    return _batch_page(bench, waiting, typed, outcomes, request.POST.get("pasted", ""))


def _rows(numbers: list[int], typed: dict[str, str]) -> list[Row]:
    """The rows with a tracking number; the others wait for another time."""
    return [
        Row(number, *reading.chosen_service(typed, f"service.{number}"), typed[f"track.{number}"])
        for number in numbers
        if typed[f"track.{number}"].strip()
    ]


def _pasted(text: str, numbers: list[int]) -> dict[str, str]:
    """Pasted lines as tracking numbers: `order number, tracking number`, or tracking numbers alone, row by row."""
    found: dict[str, str] = {}
    rest = iter(numbers)
    for line in text.splitlines():
        parts = [part for part in re.split(r"[\t;,]+|\s{2,}|\s", line.strip()) if part]
        if len(parts) > 1 and parts[0].isdecimal() and int(parts[0]) in numbers:
            found[f"track.{parts[0]}"] = parts[-1]
        elif parts and (number := next(rest, None)) is not None:
            found[f"track.{number}"] = "".join(parts)
    return found


def _batch_page(
    bench: Bench, waiting: list[logistics.ToShip], typed: dict[str, str], outcomes: list[Outcome], pasted: str
) -> HttpResponse:
    refused = {o.row.order_number: o.refusal for o in outcomes if o.refusal is not None}
    rows: list[dict[str, Any]] = [
        {
            "order": each,
            "service": typed.get(f"service.{each.number}") or f"{each.carrier}:{each.service}",
            "track": typed.get(f"track.{each.number}", ""),
            "error": say(refused[each.number]) if each.number in refused else "",
        }
        for each in waiting
    ]
    gone = [refusal for number, refusal in refused.items() if number not in {each.number for each in waiting}]
    context = {
        "page_title": _("Ship several orders"),
        "rows": rows,
        "errors": [(f"track.{row['order'].number}", row["error"]) for row in rows if row["error"]]
        + [("", say(refusal)) for refusal in gone],
        "shipped": [o.shipped for o in outcomes if o.shipped is not None],
        "services": logistics.service_choices(),
        "pasted": pasted,
        "form_failed": bool(refused),
        "now": now(),
    }
    return bench.page("seller/batch.html", "orders", context, 422 if refused else 200)
