"""Sending goods: one order, or many at once."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.logistics import queries as logistics
from kontor.contexts.logistics.errors import SlipNotNow
from kontor.contexts.logistics.services.book_shipment import book_shipment
from kontor.contexts.logistics.services.print_slip import print_slip
from kontor.contexts.logistics.services.ship_order import Shipped, ship_order
from kontor.contexts.orders import queries as orders
from kontor.contexts.sellers.business_errors import TaxNumberNeeded
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform import bulk
from kontor.platform.bulk import BulkNothingChosen
from kontor.platform.http.refusals import STATUS, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center import order_filters, reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.bulk_faces import actor
from kontor.sites.seller_center.views.orders import show

_FIELDS = ("service", "track")  # of a row


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
    order_id = orders.store_order(bench.seat, number).card.order_id
    try:
        found = print_slip(seat=bench.seat, order_id=order_id)
    except (TaxNumberNeeded, SlipNotNow) as refusal:
        way, said = reverse("seller_order", args=[number]), _("Back to the order")
        if isinstance(refusal, TaxNumberNeeded):
            way, said = refusal.register_at, _("Register the number")
        told = {"page_title": _("Not printed"), "why": say(refusal), "way": way, "way_words": said}
        return bench.page("seller/refused.html", "orders", told, STATUS[refusal.kind])
    return bench.page("seller/slip.html", "orders", {"slip": found, "page_title": _("Packing slip")})


@at_bench("orders.ship", "orders")
@require_http_methods(["GET", "POST"])
def batch(request: Request, bench: Bench) -> HttpResponse:
    """Numbers for many orders: typed per row or pasted in one go; when all are right, the parcels go in the background.

    Wrong ones come back at their rows, with everything that was typed; the others can go without them.
    """
    post = request.POST
    numbers, typed = _named(bench, post if request.method == "POST" else request.GET)
    waiting = logistics.waiting(bench.seat, numbers)
    how = post.get("how", "")
    if how == "fill":
        typed |= _pasted(post.get("pasted", ""), [each.number for each in waiting])
    wrong: dict[int, str] = {}
    good = 0
    if how in {"ship", "good"}:
        ready = [number for number in numbers if typed.get(f"track.{number}", "").strip()]
        found = orders.ids_of(bench.seat, ready)
        try:
            run_id = bulk.plan(
                actor=actor(bench), action="logistics.ship", ids=[found[each] for each in ready if each in found],
                values={f"{name}.{each}": typed.get(f"{name}.{each}", "") for each in ready for name in _FIELDS},
            )  # fmt: skip
        except BulkNothingChosen:
            wrong[0] = _("Enter the tracking number of at least one parcel.")
        else:
            good = bulk.tally(run_id).waiting
            refused, _after = bulk.lines(
                bulk.run_of(actor(bench), run_id), request.place.language, state="refused", size=reading.MOST_ROWS
            )
            wrong = {int(line.name): line.why for line in refused}
            if good and (how == "good" or not wrong):
                bulk.start(actor=actor(bench), run_id=run_id)
                return HttpResponseRedirect(reverse("seller_bulk_run", args=[run_id]))
    return _batch_page(bench, waiting, typed, wrong, good, post.get("pasted", ""))


def _named(bench: Bench, source: QueryDict) -> tuple[list[int], dict[str, str]]:
    """Numbers of the orders that are meant, and what was typed for them: here, or in a run that refused them."""
    run_id = reading.uuid(source.get("run"))
    if run_id is not None:
        run = bulk.run_of(actor(bench), run_id)
        lines, _after = bulk.lines(run, "en", state="refused", size=reading.MOST_ROWS)
        return [int(line.name) for line in lines if line.name.isdecimal()], dict(run.values)
    if source.get("all") == "1":
        ids = order_filters.picked(bench, source, reading.MOST_ROWS)
        return orders.numbers_of(bench.seat, ids), {}
    numbers = [int(text) for text in source.getlist("order")[: reading.MOST_ROWS] if text.isdecimal()]
    return numbers, {f"{name}.{each}": source.get(f"{name}.{each}", "") for each in numbers for name in _FIELDS}


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
    bench: Bench, waiting: list[logistics.ToShip], typed: dict[str, str], wrong: dict[int, str], good: int, pasted: str
) -> HttpResponse:
    """The form; `wrong`: order number → what is wrong about its row, 0 for the form as a whole."""
    rows: list[dict[str, Any]] = [
        {
            "order": each,
            "service": typed.get(f"service.{each.number}") or f"{each.carrier}:{each.service}",
            "track": typed.get(f"track.{each.number}", ""),
            "error": wrong.get(each.number, ""),
        }
        for each in waiting
    ]
    shown = {each.number for each in waiting}
    context = {
        "page_title": _("Ship several orders"),
        "rows": rows,
        "errors": [(f"track.{row['order'].number}", row["error"]) for row in rows if row["error"]]
        + [("", f"{number}: {why}" if number else why) for number, why in wrong.items() if number not in shown],
        "good": good,
        "services": logistics.service_choices(),
        "pasted": pasted,
        "form_failed": bool(wrong),
        "now": now(),
    }
    return bench.page("seller/batch.html", "orders", context, 422 if wrong else 200)
