"""Disputes of the store: the list with the time that is left, and what is done with many at once (TRD-09, SEL-14)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.policy.disputes import HOT
from kontor.contexts.aftersales.queries import disputes
from kontor.kernel.errors import Refusal
from kontor.platform import bulk
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import reading, words
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.bulk_faces import actor
from kontor.sites.storefront.disputes import shown
from kontor.ui.formats import duration

PAGE = 30
HANDLED_OVER = 30  # days
_HOUR = 3600
SECTION = "disputes"


@at_bench("aftersales.view", SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Tabs live in the address; what is open has the most urgent first; pages go by key."""
    asked = request.GET
    counts = disputes.seller_dispute_counts(bench.seat)
    tab = asked.get("tab", "")
    if tab not in words.DISPUTE_TABS:
        tab = "to_answer" if counts["to_answer"] else "all"
    cards = disputes.seller_disputes(bench.seat, tab=tab, after=asked.get("after", ""), size=PAGE + 1)
    handled = disputes.handling(bench.seat, days=HANDLED_OVER)
    context = {
        "page_title": _("Disputes"),
        "tabs": [
            {
                "label": label,
                "href": f"?tab={name}",
                "active": name == tab,
                "count": None if name in ("over", "all") else counts[name],
                "kind": "error" if name == "to_answer" and counts[name] else "",
            }
            for name, label in words.DISPUTE_TABS.items()
        ],
        "tab": tab,
        "rows": shown.rows(cards[:PAGE]),
        "next": cards[PAGE - 1].key if len(cards) > PAGE else "",
        "further": bool(asked.get("after")),
        "may_answer": bench.seat.may("aftersales.answer"),
        "hot": HOT.int() * _HOUR,
        "handled": handled,
        "handled_in": duration(handled.median) if handled.median is not None else "",
        "handled_over": HANDLED_OVER,
        "topic": f"store:{bench.seat.store_id}",
        "stream_url": url_for(f"store:{bench.seat.store_id}"),
    }
    return bench.page("seller/disputes.html", SECTION, context)


@at_bench("aftersales.answer", SECTION)
@require_POST
def many(request: Request, bench: Bench) -> HttpResponse:
    """The chosen disputes: the plan of what would become of each; an offer is filled in first."""
    post = request.POST
    numbers = [reading.whole(text, high=10**17) for text in post.getlist("dispute")[: reading.MOST_ROWS]]
    found = disputes.own_ids(bench.seat, numbers)
    if not found:
        messages.error(request, _("Choose at least one row."))
        return HttpResponseRedirect(reverse("seller_disputes"))
    action = post.get("action", "")
    if action == "aftersales.offer" and "percent" not in post:
        return _offer(bench, numbers)
    values = {name: post.get(name, "").strip() for name in ("percent", "text") if name in post}
    try:
        run_id = bulk.plan(actor=actor(bench), action=_ours(action), ids=found, values=values)
    except Refusal as refusal:
        if action == "aftersales.offer":
            return _offer(bench, numbers, refusal)
        messages.error(request, say(refusal))
        return HttpResponseRedirect(reverse("seller_disputes"))
    return HttpResponseRedirect(reverse("seller_bulk_run", args=[run_id]))


def _ours(action: str) -> str:
    """Only actions on disputes come from this list."""
    return action if action in words.DISPUTE_ACTIONS else ""


def _offer(bench: Bench, numbers: list[int], refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Offer a part of the money"),
        "numbers": numbers,
        "count": len(numbers),
        "typed": bench.request.POST,
        "fields": fields,
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/dispute_offer.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
