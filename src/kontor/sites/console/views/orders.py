"""Orders of all stores, and what the operator may do with one (TRD-07)."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.insight import queries as insight
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.shapes import Detail, Purchase
from kontor.contexts.payments import queries as payments
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import MoveRefused
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console import moves
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import MOVES, STATES, said

ACTIVE = "console_orders"
PAGE = 50
QUEUES = ("", State.PAID, State.FROZEN, State.IN_DISPUTE, State.TO_SHIP, State.CANCELLED)


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """All orders, newest first; by number or words, of one state, paged by key."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    text = text.replace(" ", "") if text.replace(" ", "").isdigit() else text  # numbers are shown in groups
    after = request.GET.get("after", "")
    found = orders.operator_orders(operator_of(request), state=state, text=text, after=after, size=PAGE + 1)
    shown = found[:PAGE]
    context = {
        "orders": shown,
        "next_key": shown[-1].key if len(found) > PAGE else "",
        "after": after,
        "text": text,
        "state": state,
        "states": [(str(each), said(STATES, each)) for each in State],
        "tabs": [
            {
                "label": said(STATES, queue) if queue else _("All"),
                "href": f"?state={queue}" if queue else reverse(ACTIVE),
                "active": state == queue and not text,
            }
            for queue in QUEUES
        ],
    }
    return page(request, "console/orders.html", context, active=ACTIVE, title=_("Orders"))


@signed_in
@require_GET
def order_page(request: Request, number: int) -> HttpResponse:
    """One store order: lines, steps, and every movement of its money."""
    detail, purchase = _order(request, number)
    return _page(request, detail, purchase)


@signed_in
@require_POST
def make_move(request: Request, number: int, move: str) -> HttpResponse:
    """Make a move that the table allows to the operator."""
    detail, purchase = _order(request, number)
    reason = request.POST.get("reason", "").strip()[:200]
    try:
        moves.make(moves.Case(operator_of(request), detail, purchase, reason), move)
    except MoveRefused as refusal:
        messages.error(request, say(refusal))
        return HttpResponseRedirect(reverse("console_order", args=[number]))
    except Refusal as refusal:
        if not refusal.field:
            raise
        return _page(request, detail, purchase, refusal)
    messages.success(request, said(MOVES, move))
    return HttpResponseRedirect(reverse("console_order", args=[number]))


def _order(request: Request, number: int) -> tuple[Detail, Purchase]:
    viewer = operator_of(request)
    detail = orders.operator_order(viewer, number)
    return detail, orders.purchase(viewer, detail.card.buyer_order_number)


def _page(request: Request, detail: Detail, purchase: Purchase, refusal: Refusal | None = None) -> HttpResponse:
    viewer, card = operator_of(request), detail.card
    tries = payments.intents(viewer, card.buyer_id, purchase.buyer_order_id)
    told = [
        (tried, insight.callbacks_of(viewer, buyer_id=card.buyer_id, intent_id=tried.intent_id, began=tried.created_at))
        for tried in tries
    ]
    fields = messages_of(refusal)[1] if refusal else {}
    address = detail.address
    context = {
        "order": detail,
        "card": card,
        "siblings": [other for other in purchase.orders if other.order_id != card.order_id],
        "purchase": purchase,
        "address_lines": list(dict.fromkeys(str(address[part]) for part in _ADDRESS if address.get(part))),
        "moves": [
            {**asdict(move), "error": fields.get(f"reason-{move.name}", [""])[0]} for move in moves.offered(detail)
        ],
        "reasons": [(key, _(label)) for key, label in moves.REASONS],
        "told": told,
        "escrow": payments.escrow(viewer, card.store_id, card.order_id),
        "entries": insight.trail(viewer, store_id=card.store_id, order_id=card.order_id, buyer_id=card.buyer_id),
        "refunds": insight.order_refunds(viewer, buyer_id=card.buyer_id, order_id=card.order_id),
        "errors": list(fields.items()),
        "form_failed": refusal is not None,
        "typed": request.POST.get("reason", ""),
    }
    title = _("Order %(number)s") % {"number": card.number}
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/order.html", context, active=ACTIVE, title=title, status=status)


_ADDRESS = ("recipient", "company", "street", "district", "postcode", "city", "region", "country", "phone")
