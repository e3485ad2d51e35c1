"""Orders of the store: the list, one order, cancelling."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.filters import OrderFilter
from kontor.contexts.orders.services.cancel import cancel as cancel_order
from kontor.contexts.orders.shapes import Card, Detail, LineView
from kontor.contexts.payments import queries as payments
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.bulk.policy import ROWS_MAX
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import filters, order_filters, timeline, words
from kontor.sites.seller_center.bench import Bench, at_bench

PAGE = 30
URGENT = ("to_ship", "unpaid", "in_dispute")
SELECTABLE = ("to_ship", "risk_check")  # tabs of whose orders all that fit can be chosen at once


@at_bench("orders.view", "orders")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The list: tabs, search and filters live in the address; pages go by key."""
    asked = request.GET
    chosen = order_filters.chosen(asked, tab="to_ship")
    bench.counts = orders.seller_counts(bench.seat)
    cards = orders.store_orders(
        bench.seat, tab=chosen.tab, text=chosen.text, sku=chosen.sku, after=asked.get("after", ""),
        country=chosen.country, late=chosen.late, placed_from=chosen.placed_from, placed_to=chosen.placed_to,
        size=PAGE + 1,
    )  # fmt: skip
    context = {
        "page_title": _("Orders"),
        "tabs": [
            {
                "label": label,
                "href": f"?tab={name}",
                "active": name == chosen.tab,
                "count": bench.counts.get(name) if name in URGENT else None,
                "kind": "error" if name == "to_ship" and bench.counts["late"] else "",
            }
            for name, label in words.TABS.items()
        ],
        "tab": chosen.tab,
        "text": chosen.text,
        "sku": chosen.sku,
        "country": chosen.country,
        "late": chosen.late,
        "placed_from": chosen.placed_from.isoformat() if chosen.placed_from else "",
        "placed_to": chosen.placed_to.isoformat() if chosen.placed_to else "",
        "narrowed": replace(chosen, tab="all") != OrderFilter(),
        "filters": filters.strip(bench, "orders"),
        "late_count": bench.counts["late"],
        "labels": words.STATES,
        "orders": cards[:PAGE],
        "next": cards[PAGE - 1].key if len(cards) > PAGE else "",
        "further": bool(asked.get("after")),
        **_acts(bench, chosen, cards),
        "now": now(),
    }
    return bench.page("seller/orders.html", "orders", context)


def _acts(bench: Bench, chosen: OrderFilter, cards: list[Card]) -> dict[str, Any]:
    """What the person may do to many orders of the list, and how many there are of which something can be done."""
    seat, plain = bench.seat, replace(chosen, late=False) == OrderFilter(tab=chosen.tab)
    acts = {
        "may_ship": seat.may("orders.ship"), "may_print": seat.may("logistics.labels"),
        "may_cancel": seat.may("orders.cancel"),
    }  # fmt: skip
    total = 0
    if any(acts.values()) and chosen.tab in SELECTABLE and len(cards) > PAGE:
        known = "late" if chosen.late and chosen.tab == "to_ship" else chosen.tab
        total = bench.counts[known] if plain else orders.store_order_total(seat, chosen, ROWS_MAX.int())
    return {**acts, "selectable": any(acts.values()), "total": total, "query": bench.request.GET.urlencode()}


@at_bench("orders.view", "orders")
@require_GET
def one(request: Request, bench: Bench, number: int) -> HttpResponse:
    """One order with all that its people need to send it."""
    del request
    return show(bench, orders.store_order(bench.seat, number, recipient=True))


def show(
    bench: Bench,
    order: Detail,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of `order`; after a refused form with what was typed and why."""
    seat, card = bench.seat, order.card
    summary, fields = messages_of(refusal) if refusal else ([], {})
    parcels = logistics.parcels_for(seat, store_id=card.store_id, order_id=card.order_id)
    disputed = card.state in ("in_dispute", "finished", "cancelled", "delivered")
    ships = bool({"ship", "ship_part"} & set(order.moves))
    context = {
        "page_title": _("Order %(number)s") % {"number": card.number},
        "order": order,
        "card": card,
        "label": words.STATES[card.state],
        "next_step": words.NEXT[card.state],
        "steps": timeline.steps(order),
        "parcels": parcels,
        "parcel": len(parcels) + 1,
        "left": _left(order, typed or {}),
        "escrow": payments.escrow(seat, card.store_id, card.order_id),
        "service": logistics.service_name(order.carrier, order.service),
        "disputes": disputes.of_order(seat, store_id=card.store_id, order_id=card.order_id) if disputed else [],
        "may_print": ships and seat.may("logistics.labels"),
        "may_ship": ships and seat.may("orders.ship"),
        "lacks_ship": ships and not seat.may("orders.ship"),
        "may_cancel": "cancel_paid" in order.moves and seat.may("orders.cancel"),
        "services": logistics.service_choices(),
        "chosen": f"{order.carrier}:{order.service}",
        "reasons": list(words.CANCEL_REASONS.items()),
        "end_reason": words.CANCEL_REASONS.get(order.end_reason, order.end_reason),
        "errors": {"": summary, **fields} if refusal else {},
        "service_error": next(iter([*fields.get("service", ()), *fields.get("carrier", ())]), ""),
        "form_failed": refusal is not None,
        "typed": typed or {},
        "now": now(),
        "stream_url": url_for(f"order:{card.order_id}"),
    }
    return bench.page("seller/order.html", "orders", context, status)


def _left(order: Detail, typed: dict[str, Any]) -> list[tuple[LineView, int, Any]]:
    """Lines with units to ship: how many, and how many stand in the form of the next parcel."""
    rows = [(line, line.quantity - line.shipped) for line in order.lines if line.quantity > line.shipped]
    return [(line, rest, typed.get(f"units.{line.line_id}", rest)) for line, rest in rows]


@at_bench("orders.cancel", "orders")
@require_POST
def cancel(request: Request, bench: Bench, number: int) -> HttpResponse:
    """Cancel an order that is not shipped; the buyer gets the money back."""
    order = orders.store_order(bench.seat, number)
    reason = request.POST.get("reason", "")
    if reason not in words.CANCEL_REASONS:
        messages.error(request, _("Choose why you cancel the order."))
        return HttpResponseRedirect(f"{reverse('seller_order', args=[number])}#cancel")
    try:
        cancel_order(viewer=bench.seat, store_id=bench.seat.store_id, order_id=order.card.order_id, reason=reason)
    except Refusal as refusal:
        return show(bench, orders.store_order(bench.seat, number, recipient=True), status=409, refusal=refusal)
    messages.success(request, _("The order is cancelled. The buyer's money goes back."))
    return HttpResponseRedirect(reverse("seller_order", args=[number]))
