"""A store's coupons: the list, one with its form or its figures, its moves, and the comparison (TRD-11, COI-18)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.catalogue.queries import picks
from kontor.contexts.coins.queries.advising import compared
from kontor.contexts.coupons.errors import CouponMissing
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.contexts.coupons.queries import store as read
from kontor.contexts.coupons.queries.store import CouponRow
from kontor.contexts.coupons.services.move_coupon import move_coupon
from kontor.contexts.coupons.services.save_coupon import save_coupon
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coupons import form
from kontor.sites.seller_center.refused import failed
from kontor.sites.storefront.coupons.words import conditions, promise

RIGHT, SECTION = "marketing.coupons", "coupons"
PAGE = 30


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The store's coupons, newest first; the state narrows them, pages go by key."""
    state = request.GET.get("state", "")
    state = state if state in list(OfferState) else ""
    before = reading.uuid(request.GET.get("before"))
    rows = read.coupons(bench.seat, state=state, before=before, size=PAGE + 1)
    context: dict[str, Any] = {
        "page_title": _("Coupons"),
        "places": _places("seller_coupons"),
        "rows": [{"coupon": row, "promise": promise(row.terms), "last": row.terms.ends_at - form.MOMENT}
                 for row in rows[:PAGE]],
        "labels": form.states(),
        "state": state,
        "next": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "further": before is not None,
    }  # fmt: skip
    return bench.page("seller/coupons/list.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def new(request: Request, bench: Bench) -> HttpResponse:
    """A form for one more: it is a draft until it is started."""
    if request.method == "POST":
        return _save(request, bench, None)
    return _page(bench, None, form.blank(bench.store.currency))


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def one(request: Request, bench: Bench, coupon_id: UUID) -> HttpResponse:
    """A draft with its form, or the terms and figures of a coupon that has started."""
    row = read.coupon(bench.seat, coupon_id)
    if request.method == "POST":
        return _save(request, bench, row)
    return _page(bench, row, form.typed_of(row))


@at_bench(RIGHT, SECTION)
@require_POST
def moved(request: Request, bench: Bench, coupon_id: UUID, move: str) -> HttpResponse:
    """Start it, let it rest, go on with it, or end it for good."""
    said = form.said()
    if move not in said:
        raise NotFound
    try:
        move_coupon(viewer=bench.seat, coupon_id=coupon_id, move=move)
    except Refusal as refusal:
        if isinstance(refusal, (RightMissing, CouponMissing)):
            raise
        messages.error(request, say(refusal))
    else:
        messages.success(request, said[move])
    return HttpResponseRedirect(reverse("seller_coupon", args=[coupon_id]))


@at_bench(RIGHT, SECTION)
@require_GET
def compare(request: Request, bench: Bench) -> HttpResponse:
    """Coins, coupons and affiliate promotion side by side, with the store's own numbers (COI-18)."""
    del request
    names = {"coins": _("Coins"), "coupons": _("Coupons"), "affiliate": _("Affiliate promotion")}
    suits = {
        "coins": _("They expire, so buyers come back to use them. You pay when they are used, in any store."),
        "coupons": _("They lift the order over a threshold. You pay at once, in your own store only."),
        "affiliate": _("It brings visitors from outside. You pay a share of what they buy."),
    }
    context: dict[str, Any] = {
        "page_title": _("Coins, coupons and affiliates"),
        "places": _places("seller_coupon_compare"),
        "ways": [{"way": way, "name": names[way.code], "suits": suits[way.code]} for way in compared(bench.seat)],
    }
    return bench.page("seller/coupons/compare.html", SECTION, context)


def _places(active: str) -> list[dict[str, Any]]:
    labels = {"seller_coupons": _("Coupons"), "seller_coupon_compare": pgettext("of coupons", "Comparison")}
    return [{"label": label, "href": reverse(name), "active": name == active} for name, label in labels.items()]


def _save(request: Request, bench: Bench, row: CouponRow | None) -> HttpResponse:
    typed = form.typed(request.POST, bench.store.currency)
    # The first button of the form is what Enter presses in any field: without words to look for it saves.
    if "look" in request.POST and request.POST.get("find", "").strip():
        return _page(bench, row, typed)
    try:
        coupon_id = save_coupon(viewer=bench.seat, form=form.form_of(typed), coupon_id=row.id if row else None)
    except Refusal as refusal:
        if refusal.kind in (Kind.NOT_FOUND, Kind.FORBIDDEN):
            raise
        return _page(bench, row, typed, refusal)
    messages.success(request, _("The draft is saved. Look it through, then start it."))
    return HttpResponseRedirect(reverse("seller_coupon", args=[coupon_id]))


def _picker(bench: Bench, typed: dict[str, Any]) -> dict[str, Any]:
    """Products to tick: those that are chosen, and those that were looked for."""
    find = bench.request.POST.get("find", "")
    numbers = {number for number in form.numbers(typed["goods"]) if number}
    found = picks(bench.seat, RIGHT, numbers, find=find, language=bench.request.place.language)
    return {
        "picker": True,
        "picks": found,
        "find": find,
        "found_none": bool(find.strip()) and all(e.chosen for e in found),
    }


def _page(bench: Bench, row: CouponRow | None, typed: dict[str, Any], refusal: Refusal | None = None) -> HttpResponse:
    draft = row is None or row.state == OfferState.DRAFT
    context: dict[str, Any] = {
        "page_title": row.terms.name if row else _("A new coupon"),
        "places": _places("seller_coupons"),
        "coupon": row,
        "promise": promise(row.terms) if row else "",
        "conditions": conditions(row.terms) if row else [],
        "label": form.states()[row.state] if row else "",
        "draft": draft,
        "figures": read.figures(bench.seat, row.id) if row and not draft else None,
        "typed": typed,
        **(_picker(bench, typed) if draft else {}),
        "move_url": "seller_coupon_move",
        **form.choices(bench.request.place.language, of_platform=False),
        **failed(refusal),
    }
    return bench.page("seller/coupons/one.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
