"""One purchase: its way, its parcels, its money, and what its buyer can do (BUY-02, TRD-13)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.billing.queries import documents
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.services.cancel import cancel as cancel_order
from kontor.contexts.orders.services.receive import receive as receive_order
from kontor.contexts.orders.shapes import Detail
from kontor.contexts.payments import queries as payments
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.messages.shown import about_order
from kontor.sites.storefront.purchases import timeline, words


@signed_in
@require_GET
@never_cache
def one(request: Request, number: int) -> HttpResponse:
    """A store's part by its number; a buyer order's number shows all its parts."""
    viewer = Buyer(request.account.pk)
    try:
        order = orders.buyer_order(viewer, number)
    except OrderNotFound:
        return _whole(request, viewer, number)
    return render(request, "storefront/purchases/order.html", _context(viewer, order))


def _whole(request: Request, viewer: Buyer, number: int) -> HttpResponse:
    """A buyer order: one payment, one order per store."""
    purchase = orders.purchase(viewer, number)
    if len(purchase.orders) == 1:
        return HttpResponseRedirect(reverse("purchase", args=[purchase.orders[0].number]))
    context = {
        "page_title": _("Order %(number)s") % {"number": number},
        "section": "orders",
        "purchase": purchase,
        "orders": purchase.orders,
        "labels": words.STATES,
        "topic": f"buyer:{viewer.buyer_id}",
        "stream_url": url_for(f"buyer:{viewer.buyer_id}"),
    }
    return render(request, "storefront/purchases/whole.html", context)


def _context(viewer: Buyer, order: Detail) -> dict[str, Any]:
    card = order.card
    return {
        "page_title": _("Order %(number)s") % {"number": card.number},
        "section": "orders",
        "order": order,
        "card": card,
        "label": words.STATES[card.state],
        "title": words.TITLES[card.state],
        "steps": timeline.steps(order),
        "parcels": logistics.parcels_for(viewer, store_id=card.store_id, order_id=card.order_id),
        "escrow": payments.escrow(viewer, card.store_id, card.order_id),
        "papers": documents.of_order(viewer, card.store_id, card.order_id),
        "refunds": payments.refunds(viewer, card.order_id),
        "service": logistics.service_name(order.carrier, order.service),
        "end_reason": words.END_REASONS.get(order.end_reason, ""),
        "may_review": card.state in ("received", "finished"),
        "may_pay": card.state == "placed",
        "opening": disputes.opening(viewer, store_id=card.store_id, order_id=card.order_id),
        "may_receive": "receive" in order.moves,
        "may_cancel": "cancel_paid" in order.moves,
        "written": about_order(viewer, store_id=card.store_id, order_id=card.order_id),
        "reasons": list(words.CANCEL_REASONS.items()),
        "topic": f"order:{card.order_id}",
        "stream_url": url_for(f"order:{card.order_id}"),
    }


@signed_in
@require_GET
@never_cache
def tracking(request: Request, number: int) -> HttpResponse:
    """Where the parcels of an order are, whoever carries them."""
    viewer = Buyer(request.account.pk)
    order = orders.buyer_order(viewer, number)
    context = _context(viewer, order) | {"page_title": _("Where are your goods?")}
    return render(request, "storefront/purchases/tracking.html", context)


@signed_in
@require_POST
def receive(request: Request, number: int) -> HttpResponse:
    """The buyer has the goods; the seller is paid."""
    viewer = Buyer(request.account.pk)
    order = orders.buyer_order(viewer, number)
    try:
        receive_order(viewer=viewer, store_id=order.card.store_id, order_id=order.card.order_id)
    except Refusal as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, _("Thank you. The seller is paid now."))
    return HttpResponseRedirect(reverse("purchase", args=[number]))


@signed_in
@require_POST
def cancel(request: Request, number: int) -> HttpResponse:
    """The buyer does not want it any more, and it has not left yet: the money goes back."""
    viewer = Buyer(request.account.pk)
    order = orders.buyer_order(viewer, number)
    reason = request.POST.get("reason", "")
    if reason not in words.CANCEL_REASONS:
        messages.error(request, _("Choose why you cancel the order."))
        return HttpResponseRedirect(f"{reverse('purchase', args=[number])}#cancel")
    try:
        cancel_order(viewer=viewer, store_id=order.card.store_id, order_id=order.card.order_id, reason=reason)
    except Refusal as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, _("The order is cancelled. Your money goes back the way it came."))
    return HttpResponseRedirect(reverse("purchase", args=[number]))


def _tell(request: Request, refusal: Refusal) -> None:
    summary, fields = messages_of(refusal)
    for sentence in [*summary, *(said for several in fields.values() for said in several)]:
        messages.error(request, sentence)
