"""The store's money: what is held, what is paid out, and the lines behind each figure."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.payments import queries as payments
from kontor.kernel.money import Money
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.finance.frame import tabs

LATEST = 10
PAGE = 50


@at_bench("finance.view", "balance")
@require_GET
def overview(request: Request, bench: Bench) -> HttpResponse:
    """Balances by currency and the latest settlements."""
    del request
    context = {
        "page_title": _("Balance"),
        "tabs": tabs("balance"),
        "balances": payments.balance(bench.seat),
        "settlements": payments.settlements(bench.seat, size=LATEST),
        "zero": Money.zero(bench.store.currency),
    }
    return bench.page("seller/balance.html", "balance", context)


@at_bench("finance.view", "balance")
@require_GET
def settled(request: Request, bench: Bench) -> HttpResponse:
    """All settlements, by key."""
    rows = payments.settlements(bench.seat, before=reading.uuid(request.GET.get("before")), size=PAGE + 1)
    context = {
        "page_title": _("Settlements"),
        "settlements": rows[:PAGE],
        "next": rows[PAGE - 1].order_id if len(rows) > PAGE else "",
        "further": bool(request.GET.get("before")),
    }
    return bench.page("seller/settlements.html", "balance", context)


@at_bench("finance.view", "balance")
@require_GET
def lines(request: Request, bench: Bench, kind: str, unit: str) -> HttpResponse:
    """The ledger lines whose sum a figure of the balance is."""
    names = {"payable": _("Available"), "escrow": _("Held until delivery")}
    figures = {each.available.currency: each for each in payments.balance(bench.seat)}
    if kind not in names or unit not in figures:
        raise Http404
    figure = figures[unit].available if kind == "payable" else figures[unit].in_escrow
    rows = payments.statement(bench.seat, kind, unit, before=reading.uuid(request.GET.get("before")))
    context = {
        "page_title": names[kind],
        "figure": figure,
        "lines": rows,
        "next": rows[-1].posting_id if len(rows) >= PAGE else "",
        "further": bool(request.GET.get("before")),
    }
    return bench.page("seller/statement.html", "balance", context)
