"""The prepaid fund: what it holds, what it needs, topping up, and each line of it (COI-05)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kontor.contexts.coins.errors import AccountMissing, AmountWrong
from kontor.contexts.coins.queries import store as read
from kontor.contexts.coins.services.top_up_fund import top_up_fund
from kontor.contexts.payments import queries as payments
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.ids import token
from kontor.kernel.money import Money
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, places, without_account
from kontor.ui.formats import money

PAGE = 50
MONEY = "finance.view"


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def fund(request: Request, bench: Bench) -> HttpResponse:
    """The figure with the lines whose sum it is, and the form that tops it up from a balance."""
    if request.method == "GET":
        return _page(bench, {})
    post = request.POST
    typed = {name: post.get(name, "") for name in ("amount", "currency", "key")}
    amount = reading.amount(typed["amount"], "CNY")
    try:
        if amount is None:
            raise AmountWrong(field="amount")
        paid = top_up_fund(
            seat=bench.seat, amount=Money(amount, "CNY"), currency=_own_currency(bench, typed["currency"]),
            key=typed["key"] or token(16),
        )  # fmt: skip
    except AccountMissing as refusal:
        return without_account(bench, refusal)
    except Refusal as refusal:
        if refusal.kind in (Kind.NOT_FOUND, Kind.FORBIDDEN):
            raise
        return _page(bench, typed, refusal)
    words = _("%(amount)s are in the fund. Your balance paid %(paid)s.")
    messages.success(request, words % {"amount": money(Money(amount, "CNY")), "paid": money(paid)})
    return HttpResponseRedirect(reverse("seller_coin_fund"))


def _own_currency(bench: Bench, asked: str) -> str:
    return (
        asked if asked in {each.available.currency for each in payments.balance(bench.seat)} else bench.store.currency
    )


def _page(bench: Bench, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    own = read.account(bench.seat)
    if own is None:
        return HttpResponseRedirect(reverse("seller_coins"))
    before = reading.uuid(bench.request.GET.get("before"))
    lines = read.fund_lines(bench.seat, before=before, size=PAGE + 1)
    may_pay = bench.seat.may(MONEY)
    balances = [each.available for each in payments.balance(bench.seat) if each.available.minor > 0] if may_pay else []
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Coin fund"),
        "places": places("seller_coin_fund"),
        "own": own,
        "missing": Money(max(0, own.least.minor - own.fund.minor), "CNY"),
        "lines": lines[:PAGE],
        "next": lines[PAGE - 1].posting_id if len(lines) > PAGE else "",
        "further": before is not None,
        "may_pay": may_pay,
        "balances": [(each.currency, money(each)) for each in balances],
        "key": typed.get("key") or token(16),
        "typed": typed,
        "fields": fields,
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/coins/fund.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
