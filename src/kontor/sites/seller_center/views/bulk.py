"""Changing many rows at once: choosing what, looking at what would happen, doing it, what became of each row."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.inventory import queries as inventory
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Kind, Refusal
from kontor.platform import bulk
from kontor.platform.bulk import Run, Tally
from kontor.platform.bulk.policy import ROWS_MAX
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import reading, words
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.bulk_faces import VIEWS, actor, face, said
from kontor.sites.seller_center.views.products import asked_for


@at_bench("products.view", "products")
@require_POST
def products(request: Request, bench: Bench) -> HttpResponse:
    """The chosen products: first what shall be done, then the plan of it."""
    post = request.POST
    if not bench.seat.may("products.stock"):
        require(bench.seat, "products.edit")
    ids = _chosen(request, bench)
    if not ids:
        messages.error(request, _("Choose at least one row."))
        return HttpResponseRedirect(_back(post))
    if "action" not in post:
        return _choose(bench, ids)
    action = post.get("action", "")
    require(bench.seat, face(action).right)
    try:
        run_id = bulk.plan(actor=actor(bench), action=action, ids=ids, values=_values(bench, post))
    except Refusal as refusal:
        return _choose(bench, ids, refusal)
    return HttpResponseRedirect(reverse("seller_bulk_run", args=[run_id]))


def _chosen(request: Request, bench: Bench) -> list[UUID]:
    """The ticked products, or all that fit the filter of the list."""
    post = request.POST
    if post.get("all") == "1":
        wanted = asked_for(QueryDict(post.get("query", "")[:2000]), request.place.language)
        return catalogue.seller_product_ids(bench.seat, wanted, ROWS_MAX.int() + 1)
    return [found for text in post.getlist("product") if (found := reading.uuid(text))]


def _back(post: QueryDict) -> str:
    query = QueryDict(post.get("query", "")[:2000]).urlencode()
    return reverse("seller_products") + (f"?{query}" if query else "")


def _values(bench: Bench, post: QueryDict) -> dict[str, str]:
    """What was typed beside the action, in the form in which plans keep it."""
    action = post.get("action", "")
    if action == "catalogue.price":
        how, typed = post.get("how", ""), post.get("by", "").strip()
        sign = -1 if post.get("way") == "down" and how != "set" else 1
        if how == "percent":
            return {"how": how, "by": _percent(typed, sign)}
        minor = reading.amount(typed, bench.store.currency)
        return {"how": how, "minor": "" if minor is None else str(sign * minor)}
    names = {"catalogue.handling": ("days",), "inventory.stock": ("house", "units")}
    return {name: post.get(name, "").strip() for name in names.get(action, ())}


def _percent(typed: str, sign: int) -> str:
    try:
        share = Decimal(typed.replace(",", ".").rstrip("% "))
    except InvalidOperation:
        return ""
    return str(sign * share) if share.is_finite() and 0 < share < 1000 else ""  # noqa: PLR2004  (no price wants more)


def _choose(bench: Bench, ids: list[UUID], refusal: Refusal | None = None) -> HttpResponse:
    post = bench.request.POST
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Change many products"),
        "count": len(ids),
        "ids": [] if post.get("all") == "1" else ids,
        "all": post.get("all") == "1",
        "query": post.get("query", ""),
        "back": _back(post),
        "typed": post,
        "warehouses": [(str(house.id), house.name) for house in inventory.warehouses(bench.seat)],
        "currency": bench.store.currency,
        "may_edit": bench.seat.may("products.edit"),
        "may_stock": bench.seat.may("products.stock"),
        "hows": [("percent", _("per cent")), ("amount", bench.store.currency)],
        "ways": [("down", _("lower by")), ("up", _("raise by"))],
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/bulk_choose.html", "products", context, STATUS[refusal.kind] if refusal else 200)


@at_bench()
@require_GET
def run(request: Request, bench: Bench, run_id: UUID) -> HttpResponse:
    """A run: the plan, its progress, or what became of each row."""
    found = _run(bench, run_id)
    of = face(found.action.name)
    state = request.GET.get("state", "")
    state = state if state in {"refused", "done"} else ""
    tally = bulk.tally(run_id)
    shown, after = bulk.lines(found, request.place.language, state=state, after=reading.whole(request.GET.get("after")))
    context: dict[str, Any] = {
        "page_title": _(found.action.title),
        "run": found,
        "tally": tally,
        "said": said(found, tally),
        "of_orders": of.list == "orders",
        "of_disputes": of.list == "disputes",
        "back": reverse(f"seller_{of.list}"),
        "lines": shown,
        "labels": words.BULK_ROWS,
        "after": after,
        "further": bool(request.GET.get("after")),
        "state": state,
        "tabs": _tabs(run_id, state, tally),
        "takes_away": of.takes_away,
        "again": of.right == "orders.ship" and found.state == "done" and tally.refused,
        "stream_url": url_for(f"bulk:{run_id}") if found.state == "running" else "",
        "topic": f"bulk:{run_id}",
    }
    return bench.page("seller/bulk_run.html", of.list, context)


def _run(bench: Bench, run_id: UUID) -> Run:
    """The person's own run, when they may still see what it is about."""
    if not any(bench.seat.may(right) for right in VIEWS.values()):
        require(bench.seat, VIEWS["products"])
    found = bulk.run_of(actor(bench), run_id)
    require(bench.seat, VIEWS[face(found.action.name).list])
    return found


def _tabs(run_id: UUID, state: str, tally: Tally) -> list[dict[str, Any]]:
    here = reverse("seller_bulk_run", args=[run_id])
    return [
        {"label": _("All"), "href": here, "active": not state, "count": tally.all},
        {"label": _("Done"), "href": f"{here}?state=done", "active": state == "done", "count": tally.done},
        {
            "label": _("Not possible"), "href": f"{here}?state=refused", "active": state == "refused",
            "count": tally.refused, "kind": "error" if tally.refused else "",
        },
    ]  # fmt: skip


@at_bench()
@require_POST
def start(request: Request, bench: Bench, run_id: UUID) -> HttpResponse:
    """Do what was planned; the page that follows shows how far it is, and may be left."""
    found = _run(bench, run_id)
    require(bench.seat, face(found.action.name).right)
    return _moved(request, run_id, lambda: bulk.start(actor=actor(bench), run_id=run_id))


@at_bench()
@require_POST
def undo(request: Request, bench: Bench, run_id: UUID) -> HttpResponse:
    """Take a run back: the rows that were done go back to what they were."""
    found = _run(bench, run_id)
    require(bench.seat, face(found.action.name).right)
    try:
        back = bulk.undo(actor=actor(bench), run_id=run_id)
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return HttpResponseRedirect(reverse("seller_bulk_run", args=[run_id]))
    return _moved(request, back, lambda: bulk.start(actor=actor(bench), run_id=back))


@at_bench()
@require_GET
def file(request: Request, bench: Bench, run_id: UUID) -> HttpResponseBase:
    """The file that a run made, for the person who ran it and may still do so."""
    del request
    found = _run(bench, run_id)
    require(bench.seat, face(found.action.name).right)
    content, name = bulk.file_of(actor(bench), run_id)
    response = FileResponse(content, filename=name, content_type="application/pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _moved(request: Request, run_id: UUID, move: Callable[[], None]) -> HttpResponse:
    try:
        move()
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        messages.error(request, say(refusal))
    return HttpResponseRedirect(reverse("seller_bulk_run", args=[run_id]))
