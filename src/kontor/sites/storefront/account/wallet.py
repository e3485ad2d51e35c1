"""“My payments”: saved ways to pay, refunds under way, what was paid (BUY-10). No card number ever comes here."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.payments import wallet
from kontor.contexts.payments.rules import METHODS
from kontor.contexts.payments.services.begin_binding import begin_binding
from kontor.contexts.payments.services.check_binding import check_binding
from kontor.contexts.payments.services.remove_agreement import remove_agreement
from kontor.contexts.payments.services.set_default_agreement import set_default_agreement
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.checkout.bound import name_of

PAGE = "/account/payments/"
_ICONS = {"alipay": "wallet", "card": "credit-card"}


@signed_in
@require_GET
@never_cache
def payments(request: Request) -> HttpResponse:
    """What is saved, what comes back, what was paid."""
    return _page(request)


def _page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    viewer = Buyer(request.account.pk)
    before = _uuid(request.GET.get("before", ""))
    paid = wallet.payments_of(viewer, before=before)
    names = {way.code: gettext(way.label) for way in METHODS}
    context = {
        "section": "payments",
        "saved": [
            {"view": view, "name": name_of(view), "icon": _ICONS.get(view.method, "wallet")}
            for view in wallet.bound(viewer)
        ],
        "ways": [{"code": way.code, "icon": _ICONS.get(way.code, "wallet")} for way in
                 wallet.can_bind(request.account.country)],
        "mainland": request.account.country == "CN",
        "refunds": [{"line": line, "method": names.get(line.method, line.method)}
                    for line in ([] if before else wallet.refunds_of(viewer))],
        "paid": [{"line": line, "method": names.get(line.method, line.method)} for line in paid],
        "older": f"{PAGE}?before={paid[-1].id}" if len(paid) == _SIZE else "",
        "first": before is None,
        "errors": [("", said) for said in messages_of(refusal)[0]] if refusal else [],
        "form_failed": refusal is not None,
    }  # fmt: skip
    status = STATUS[refusal.kind] if refusal else 200
    return render(request, "storefront/account/payments.html", context, status=status)


_SIZE = 20


@signed_in
@require_POST
def bind(request: Request) -> HttpResponse:
    """To the provider's own page, where the buyer agrees."""

    def address_of(name: str) -> str:
        kind, _, word = name.partition("/")
        path = reverse("hook_payment", args=[word]) if kind == "notify" else reverse("payment_bound", args=[word])
        public: str = settings.KONTOR.public_url  # never the Host header where a real address is configured
        return f"{public.rstrip('/')}{path}" if public else request.build_absolute_uri(path)

    try:
        page = begin_binding(
            viewer=Buyer(request.account.pk), method=request.POST.get("method", ""), address_of=address_of
        )
    except Refusal as refusal:
        return _page(request, refusal)
    return HttpResponseRedirect(page)


@signed_in
@require_GET
@never_cache
def bound(request: Request, agreement_id: UUID) -> HttpResponse:
    """Back from the provider. It is asked how it went; the address bar is not believed."""
    viewer = Buyer(request.account.pk)
    if wallet.binding(viewer, agreement_id) is None:
        raise NotFound
    check_binding(buyer_id=viewer.buyer_id, agreement_id=agreement_id)
    found = wallet.binding(viewer, agreement_id)
    if found is not None and found.state == "active":
        name = name_of(found)
        messages.success(request, gettext("%(name)s is saved. You can pay with it without leaving.") % {"name": name})
    elif found is not None and found.state == "ended":
        messages.info(request, gettext("Nothing was saved."))
    else:
        messages.info(
            request, gettext("The provider has not confirmed it yet. It appears here as soon as it has; or try again.")
        )
    return HttpResponseRedirect(PAGE)


@signed_in
@require_POST
def remove(request: Request, agreement_id: UUID) -> HttpResponse:
    """It is not charged any more, from now on."""
    remove_agreement(viewer=Buyer(request.account.pk), agreement_id=agreement_id)
    messages.success(request, gettext("It is removed, and can no longer be charged."))
    return HttpResponseRedirect(PAGE)


@signed_in
@require_POST
def make_default(request: Request, agreement_id: UUID) -> HttpResponse:
    """It is preselected when you pay."""
    set_default_agreement(viewer=Buyer(request.account.pk), agreement_id=agreement_id)
    messages.success(request, gettext("It is preselected when you pay."))
    return HttpResponseRedirect(PAGE)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
