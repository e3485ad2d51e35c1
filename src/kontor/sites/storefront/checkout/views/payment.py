"""Paying: to the provider, and back."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.orders.shapes import Purchase
from kontor.contexts.payments import queries as payments
from kontor.contexts.payments.errors import AgreementUnusable, MethodNotOffered, NotPayable, ProviderDown
from kontor.contexts.payments.rules import Method
from kontor.contexts.payments.services.begin_payment import begin_payment
from kontor.contexts.payments.services.check_payment import check_payment
from kontor.contexts.payments.services.close_payment import close_payment
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform import stream
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.checkout import bound
from kontor.sites.storefront.checkout.shown import steps

OPEN = ("created", "pending")


def send_to_pay(
    request: Request, viewer: Buyer, buyer_order_id: UUID, number: int, method: Method
) -> HttpResponseRedirect:
    """To the provider's page; back to our own page of the order when it cannot be reached or is paid already."""

    def address_of(name: str) -> str:
        path = reverse("pay_return", args=[number])
        if name.startswith("notify/"):
            path = reverse("hook_payment", args=[name.removeprefix("notify/")])
        public: str = settings.KONTOR.public_url  # never the Host header where a real address is configured
        return f"{public.rstrip('/')}{path}" if public else request.build_absolute_uri(path)

    try:
        sent = begin_payment(
            viewer=viewer,
            buyer_order_id=buyer_order_id,
            method=method,
            title=_("Kontor order %(number)s") % {"number": number},
            address_of=address_of,
        )
    except NotPayable:
        return HttpResponseRedirect(reverse("pay_return", args=[number]))
    except ProviderDown:
        return HttpResponseRedirect(f"{reverse('pay', args=[number])}?silent={method.code}")
    return HttpResponseRedirect(sent.redirect_url)


@signed_in
@require_http_methods(["GET", "POST"])
def pay(request: Request, number: int) -> HttpResponse:
    """Choose how to pay an order that waits for money; a second try after a failure starts here."""
    viewer = Buyer(request.account.id)
    purchase = orders.purchase(viewer, number)
    if purchase.state != "awaiting_payment":
        return HttpResponseRedirect(reverse("pay_return", args=[number]))
    offered = payments.methods_of_order(viewer, request.account.country, purchase.buyer_order_id)
    refusal: Refusal | None = None
    if silent := request.GET.get("silent"):
        refusal = ProviderDown()
        offered = sorted(offered, key=lambda method: method.code == silent)
    elif request.GET.get("ended"):
        refusal = AgreementUnusable(field="method")
    if request.method == "POST":
        try:
            saved = bound.chosen(request, request.POST.get("method", ""))
        except AgreementUnusable:
            return HttpResponseRedirect(f"{reverse('pay', args=[number])}?ended=1")
        if saved is not None:
            return bound.pay(request, purchase.buyer_order_id, number, saved)
        method = next((known for known in offered if known.code == request.POST.get("method")), None)
        if method is not None:
            return send_to_pay(request, viewer, purchase.buyer_order_id, number, method)
        refusal = MethodNotOffered(field="method")
    context = _pay_context(viewer, purchase, refusal) | bound.beside(request, request.POST.get("method", ""), offered)
    response = render(request, "checkout/pay.html", context)
    if refusal is not None and request.method == "POST":
        response.status_code = STATUS[refusal.kind]
    return response


def _pay_context(viewer: Buyer, purchase: Purchase, refusal: Refusal | None) -> dict[str, object]:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    tries = payments.intents(viewer, viewer.buyer_id, purchase.buyer_order_id)
    return {
        "page_title": _("Pay your order"),
        "purchase": purchase,
        "failed": bool(tries) and tries[0].state == "failed",
        "form_failed": refusal is not None,
        "errors": [("", said) for said in summary] + [("method", s) for said in fields.values() for s in said],
        "steps": steps("pay"),
    }


@signed_in
@require_GET
def returned(request: Request, number: int) -> HttpResponse:
    """Back from the provider: paid, refused, or being checked. The provider is asked, not the address bar."""
    viewer = Buyer(request.account.id)
    purchase = orders.purchase(viewer, number)
    tries = payments.intents(viewer, viewer.buyer_id, purchase.buyer_order_id)
    if purchase.state == "awaiting_payment":
        if tries and tries[0].state in OPEN:
            check_payment(buyer_id=viewer.buyer_id, intent_id=tries[0].intent_id)
            tries = payments.intents(viewer, viewer.buyer_id, purchase.buyer_order_id)
        # The order is read after its payments: a callback in between must not look like a refusal.
        purchase = orders.purchase(viewer, number)
    state = _state(purchase, tries)
    titles = {
        "paid": pgettext("order", "Paid"), "failed": _("Not paid"), "closed": _("Order closed"),
        "checking": _("Payment open"),
    }  # fmt: skip
    return render(
        request,
        "checkout/returned.html",
        {
            "page_title": titles[state],
            "purchase": purchase,
            "state": state,
            "late": any(attempt.failure == "paid late" for attempt in tries),
            "live_topic": f"buyer:{viewer.buyer_id}",
            "stream_url": stream.url_for(f"buyer:{viewer.buyer_id}") if state == "checking" else "",
        },
    )


def _state(purchase: Purchase, tries: list[payments.IntentView]) -> str:
    if purchase.state == "paid":
        return "paid"
    if purchase.state == "closed":
        return "closed"
    return "checking" if tries and tries[0].state in OPEN else "failed"


@signed_in
@require_POST
def cancel(request: Request, number: int) -> HttpResponse:
    """The buyer does not want to pay: the order is closed, what is at a provider is closed there first."""
    viewer = Buyer(request.account.id)
    purchase = orders.purchase(viewer, number)
    for attempt in payments.intents(viewer, viewer.buyer_id, purchase.buyer_order_id):
        if attempt.state in OPEN:
            close_payment(buyer_id=viewer.buyer_id, intent_id=attempt.intent_id)
    close_unpaid(
        viewer=viewer, buyer_id=viewer.buyer_id, buyer_order_id=purchase.buyer_order_id, reason="cancelled by buyer"
    )
    return HttpResponseRedirect(reverse("pay_return", args=[number]))
