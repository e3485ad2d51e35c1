"""Coupons of the marketplace, and the table of what can be used together (TRD-11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.coupons.errors import CouponMissing
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.contexts.coupons.queries import fund as fund_read
from kontor.contexts.coupons.queries import store as read
from kontor.contexts.coupons.queries.store import CouponRow
from kontor.contexts.coupons.rules.stacking import TABLE, Reducer
from kontor.contexts.coupons.services.move_coupon import move_coupon
from kontor.contexts.coupons.services.save_coupon import save_coupon
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.coupons import form
from kontor.sites.seller_center.refused import failed
from kontor.sites.storefront.coupons.words import conditions, promise

ACTIVE = "console_coupons"
PAGE = 30


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """The marketplace's coupons, newest first, paged by key, and the table of what goes together."""
    before = reading.uuid(request.GET.get("before"))
    rows = read.coupons(operator_of(request), before=before, size=PAGE + 1)
    context = {
        "rows": [
            {"coupon": row, "promise": promise(row.terms), "last": row.terms.ends_at - form.MOMENT}
            for row in rows[:PAGE]
        ],
        "places": _places("console_coupons"),
        "labels": form.states(),
        "next": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "further": before is not None,
        "pairs": together(),
    }
    return page(request, "console/coupons.html", context, active=ACTIVE, title=_("Coupons of the marketplace"))


@signed_in
@require_GET
def spent(request: Request) -> HttpResponse:
    """What the marketplace's coupons cost: paid, held and still open, and the lines of the fund, paged by key."""
    viewer = operator_of(request)
    funds = fund_read.fund(viewer)
    known = [each.paid.currency for each in funds]
    asked = request.GET.get("currency", "")
    currency = asked if asked in known else known[0] if known else ""
    before = reading.uuid(request.GET.get("before"))
    lines = fund_read.fund_lines(viewer, currency, before=before, size=PAGE + 1) if currency else []
    context = {
        "places": _places("console_coupon_fund"),
        "funds": funds,
        "currency": currency,
        "lines": lines[:PAGE],
        "next": lines[PAGE - 1].posting_id if len(lines) > PAGE else "",
        "further": before is not None,
    }
    return page(request, "console/coupon_fund.html", context, active=ACTIVE, title=_("Fund of the coupons"))


def _places(active: str) -> list[dict[str, Any]]:
    labels = {"console_coupons": _("Coupons"), "console_coupon_fund": _("Fund")}
    return [{"label": label, "href": reverse(name), "active": name == active} for name, label in labels.items()]


def together() -> list[dict[str, Any]]:
    """The table of what can be used together, in words, with the policy of each row."""
    names = {
        Reducer.STORE: pgettext("lowers a total", "Store's coupon"),
        Reducer.PLATFORM: pgettext("lowers a total", "Marketplace's coupon"),
        Reducer.COINS: pgettext("lowers a total", "Coins"),
    }
    return [
        {
            "first": names[pair.first],
            "second": names[pair.second],
            "allowed": pair.now,
            "sentence": _(pair.sentence),
            "policy": reverse("console_policy", args=[pair.policy.name]) if pair.policy else "",
        }
        for pair in TABLE
    ]


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A form for one more: it is a draft until it is started."""
    if request.method == "POST":
        return _save(request, None)
    return _page(request, None, form.blank("USD"))


@signed_in
@require_http_methods(["GET", "POST"])
def one(request: Request, coupon_id: UUID) -> HttpResponse:
    """A draft with its form, or the terms and figures of a coupon that has started."""
    row = read.coupon(operator_of(request), coupon_id)
    if request.method == "POST":
        return _save(request, row)
    return _page(request, row, form.typed_of(row))


@signed_in
@require_POST
def moved(request: Request, coupon_id: UUID, move: str) -> HttpResponse:
    """Start it, let it rest, go on with it, or end it for good."""
    said = form.said()
    if move not in said:
        raise NotFound
    try:
        move_coupon(viewer=operator_of(request), coupon_id=coupon_id, move=move)
    except CouponMissing:
        raise
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, said[move])
    return HttpResponseRedirect(reverse("console_coupon", args=[coupon_id]))


def _save(request: Request, row: CouponRow | None) -> HttpResponse:
    typed = form.typed(request.POST)
    if typed["currency"] not in CURRENCIES:
        typed["currency"] = "USD"
    try:
        coupon_id = save_coupon(
            viewer=operator_of(request), form=form.form_of(typed), coupon_id=row.id if row else None
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, row, typed, refusal)
    messages.success(request, _("The draft is saved. Look it through, then start it."))
    return HttpResponseRedirect(reverse("console_coupon", args=[coupon_id]))


def _page(
    request: Request, row: CouponRow | None, typed: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "coupon": row,
        "promise": promise(row.terms) if row else "",
        "conditions": conditions(row.terms) if row else [],
        "label": form.states()[row.state] if row else "",
        "draft": row is None or row.state == OfferState.DRAFT,
        "typed": typed,
        "move_url": "console_coupon_move",
        "currencies": [(code, code) for code in sorted(CURRENCIES)],
        **form.choices(request.place.language, of_platform=True),
        **failed(refusal),
    }
    title, status = row.terms.name if row else _("A new coupon"), STATUS[refusal.kind] if refusal else 200
    return page(request, "console/coupon.html", context, active=ACTIVE, title=title, status=status)
