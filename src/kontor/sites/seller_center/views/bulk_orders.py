"""Many orders at once: printing their slips, cancelling them; shipping them has a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontor.contexts.orders.rules import SELLER_REASONS
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal
from kontor.platform import bulk
from kontor.platform.bulk.policy import ROWS_MAX
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import order_filters, reading, words
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.bulk_faces import FACES, actor, face

RIGHTS = tuple(each.right for each in FACES.values() if each.list == "orders")


@at_bench("orders.view", "orders")
@require_POST
def chosen(request: Request, bench: Bench) -> HttpResponse:
    """The chosen orders: what shall be done, then it is planned. Slips are made at once: nothing is lost by paper."""
    post = request.POST
    if not any(bench.seat.may(right) for right in RIGHTS):
        require(bench.seat, "logistics.labels")
    ids = order_filters.picked(bench, post, ROWS_MAX.int() + 1)
    if not ids:
        messages.error(request, _("Choose at least one row."))
        return HttpResponseRedirect(order_filters.back(post))
    action = post.get("action", "")
    if not action:
        return _choose(bench, ids)
    if face(action).list == "orders":
        require(bench.seat, face(action).right)
    elif action:
        action = ""  # of another list: the plan refuses it
    values = {"reason": post.get("reason", "")} if action == "orders.cancel" else {}
    try:
        run_id = bulk.plan(actor=actor(bench), action=action, ids=ids, values=values)
    except Refusal as refusal:
        return _choose(bench, ids, refusal)
    if action == "logistics.slips":
        bulk.start(actor=actor(bench), run_id=run_id)
    return HttpResponseRedirect(reverse("seller_bulk_run", args=[run_id]))


def _choose(bench: Bench, ids: list[UUID], refusal: Refusal | None = None) -> HttpResponse:
    post, seat = bench.request.POST, bench.seat
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Many orders at once"),
        "count": len(ids),
        "too_many_to_ship": len(ids) > reading.MOST_ROWS,
        "ship_most": reading.MOST_ROWS,
        "numbers": [] if post.get("all") == "1" else post.getlist("order"),
        "all": post.get("all") == "1",
        "query": post.get("query", ""),
        "back": order_filters.back(post),
        "typed": post,
        "may_ship": seat.may("orders.ship"),
        "may_print": seat.may("logistics.labels"),
        "may_cancel": seat.may("orders.cancel"),
        "reasons": [(code, words.CANCEL_REASONS[code]) for code in SELLER_REASONS],
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/bulk_orders.html", "orders", context, STATUS[refusal.kind] if refusal else 200)
