"""What waits for the store's people now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.billing.queries import payouts
from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.words import Tab
from kontor.contexts.orders import queries as orders
from kontor.contexts.payments import queries as payments
from kontor.kernel.clock import now
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import words
from kontor.sites.seller_center.bench import Bench, at_bench

LATEST = 8


@at_bench()
@require_GET
def today(request: Request, bench: Bench) -> HttpResponse:
    """The to-do page: every number equals the list that it opens."""
    del request
    seat = bench.seat
    context: dict[str, Any] = {"page_title": _("To do"), "now": now(), "tasks": [], "latest": []}
    if seat.may("orders.view"):
        bench.counts = orders.seller_counts(seat)
        context["tasks"] += _order_tasks(bench)
        context["latest"] = orders.store_orders(seat, size=LATEST)
        context["labels"] = words.STATES
        context["stream_url"] = url_for(f"store:{seat.store_id}")
        context["topic"] = f"store:{seat.store_id}"
    if seat.may("messages.view"):
        context["tasks"] += _message_tasks(bench)
    if seat.may("aftersales.view"):
        context["tasks"] += _dispute_tasks(bench)
    if seat.may("products.view"):
        context["tasks"] += _product_tasks(bench)
    if seat.may("finance.view"):
        context["tasks"] += _money_tasks(bench)
        context["balances"] = payments.balance(seat)
    return bench.page("seller/today.html", "today", context)


def _order_tasks(bench: Bench) -> list[dict[str, Any]]:
    counts = bench.counts
    waits = counts["to_ship"]
    return [
        {
            "label": _("Overdue: ship today"), "count": counts["late"], "href": "/seller/orders/?tab=to_ship&late=1",
            "note": _("The time to ship has run out."), "kind": "error",
        },
        {
            "label": _("Orders to ship"), "count": waits, "href": "/seller/orders/?tab=to_ship",
            "until": logistics.first_due(bench.seat) if waits else None, "note": _("Paid and checked."),
        },
        {
            "label": _("Orders in dispute"), "count": counts["in_dispute"], "href": "/seller/orders/?tab=in_dispute",
            "note": _("Their money is held until they are settled."),
        },
        {
            "label": _("New orders, payment being checked"), "count": counts["risk_check"],
            "href": "/seller/orders/?tab=risk_check", "note": _("You may ship as soon as the check is over."),
        },
        {
            "label": _("Awaiting payment"), "count": counts["unpaid"], "href": "/seller/orders/?tab=unpaid",
            "note": _("They close by themselves when nobody pays."),
        },
    ]  # fmt: skip


def _message_tasks(bench: Bench) -> list[dict[str, Any]]:
    counts = inbox.inbox_counts(bench.seat)
    waits = bench.waiting = counts[Tab.PENDING]
    return [
        {
            "label": _("Messages to answer"), "count": waits, "href": "/seller/messages/?tab=pending",
            "until": inbox.first_due(bench.seat) if waits else None, "kind": "error",
            "note": _("The first answer is due within your working hours."),
        },
        {
            "label": _("Unread messages"), "count": counts[Tab.UNREAD], "href": "/seller/messages/?tab=unread",
            "note": _("Nobody of your store has opened them."),
        },
    ]  # fmt: skip


def _dispute_tasks(bench: Bench) -> list[dict[str, Any]]:
    counts = disputes.seller_dispute_counts(bench.seat)
    waits = counts["to_answer"]
    return [
        {
            "label": _("Disputes to answer"), "count": waits, "href": "/seller/disputes/?tab=to_answer",
            "until": disputes.first_to_answer(bench.seat) if waits else None, "kind": "error",
            "note": _("Without an answer the buyer's proposal is carried out."),
        },
        {
            "label": _("Disputes being negotiated"), "count": counts["negotiating"],
            "href": "/seller/disputes/?tab=negotiating", "note": _("Without an agreement Kontor decides."),
        },
        {
            "label": _("Returns"), "count": counts["returns"], "href": "/seller/disputes/?tab=returns",
            "note": _("Confirm when the goods are back."),
        },
    ]  # fmt: skip


def _money_tasks(bench: Bench) -> list[dict[str, Any]]:
    return [
        {
            "label": _("Payouts that failed"), "count": len(payouts.failed(bench.seat)),
            "href": "/seller/payouts/#failed", "kind": "error",
            "note": _("The money is in your balance again. Look at what to do."),
        },
    ]  # fmt: skip


def _product_tasks(bench: Bench) -> list[dict[str, Any]]:
    counts = catalogue.seller_product_counts(bench.seat)
    return [
        {
            "label": _("Products sent back by review"), "count": counts["rejected"],
            "href": "/seller/products/?state=rejected", "note": _("Mend them and hand them in again."),
        },
        {
            "label": _("Products on sale without stock"), "count": counts["sold_out"],
            "href": "/seller/products/?state=sold_out", "note": _("Buyers see them as sold out."),
        },
        {
            "label": _("Drafts"), "count": counts["draft"], "href": "/seller/products/?state=draft",
            "note": _("Nobody sees them until they are handed in and approved."),
        },
    ]  # fmt: skip
