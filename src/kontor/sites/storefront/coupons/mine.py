"""“My coupons”: available, used, expired; taking one, and typing a code (BUY-08)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.coupons.queries import mine as read
from kontor.contexts.coupons.queries.mine import CouponView
from kontor.contexts.coupons.queries.offer import has_own
from kontor.contexts.coupons.services.claim_coupon import claim_coupon
from kontor.contexts.coupons.services.enter_code import enter_code
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.coupons.words import conditions, promise

TABS = ("available", "used", "expired")


@signed_in
@require_GET
@never_cache
def mine(request: Request) -> HttpResponse:
    """One tab; used and expired ones are paged by key."""
    return _page(request)


@signed_in
@require_POST
def code(request: Request) -> HttpResponse:
    """Put the coupon with this code among the viewer's, or say at the field why not."""
    typed = request.POST.get("code", "")[:40]
    try:
        enter_code(viewer=Buyer(request.account.pk), code=typed)
    except Refusal as refusal:
        return _page(request, typed, refusal)
    messages.success(request, _("The coupon is yours. The checkout uses it where it saves most."))
    return HttpResponseRedirect(reverse("coupons"))


@signed_in
@require_POST
def claim(request: Request, coupon_id: UUID) -> HttpResponse:
    """Take a coupon, and stay where one was."""
    try:
        claim_coupon(viewer=Buyer(request.account.pk), coupon_id=coupon_id)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("The coupon is yours. The checkout uses it where it saves most."))
    back = request.POST.get("back", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(back if allowed else reverse("coupons"))


def of_store(request: Request, store_id: UUID) -> list[dict[str, Any]]:
    """A store's coupons as its pages show them; no statement for a store that has none."""
    if not has_own(store_id):
        return []
    viewer = Buyer(request.account.pk) if request.account is not None else None
    return [row(each, request.place.currency) for each in read.of_store(viewer, store_id)]


def row(view: CouponView, currency: str) -> dict[str, Any]:
    """A coupon with its words, amounts in the reader's currency."""
    return {
        "coupon": view,
        "promise": promise(view.terms, currency),
        "conditions": conditions(view.terms, currency),
        "store": view.store or _("The marketplace"),
        "href": reverse("store", args=[view.store_slug]) if view.store_slug else "/",
    }


def _page(request: Request, typed: str = "", refusal: Refusal | None = None) -> HttpResponse:
    viewer = Buyer(request.account.pk)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS and refusal is None else "available"
    before, currency = _uuid(request.GET.get("before", "")), request.place.currency
    names = {
        "available": pgettext("coupons", "Available"),
        "used": pgettext("coupons", "Used"),
        "expired": pgettext("coupons", "Expired"),
    }
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("My coupons"),
        "section": "coupons",
        "tab": tab,
        "tabs": [
            {"label": names[name], "href": f"{reverse('coupons')}?tab={name}", "active": name == tab} for name in TABS
        ],
        "further": before is not None,
        "typed": typed,
        "fields": fields,
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
    if tab == "used":
        uses = read.used(viewer, before=before, size=read.PAGE + 1)
        context["uses"] = [{"use": use, **row(use.coupon, currency)} for use in uses[: read.PAGE]]
        context["older"] = uses[read.PAGE - 1].id if len(uses) > read.PAGE else ""
    elif tab == "expired":
        found = read.expired(viewer, before=before, size=read.PAGE + 1)
        context["rows"] = [row(view, currency) for view in found[: read.PAGE]]
        context["older"] = found[read.PAGE - 1].id if len(found) > read.PAGE else ""
    else:
        context["rows"] = [row(view, currency) for view in read.available(viewer)]
        context["fresh"] = [row(view, currency) for view in read.to_take(viewer)]
    status = STATUS[refusal.kind] if refusal else 200
    return render(request, "storefront/coupons/mine.html", context, status=status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
