"""What was paid out to the store's account, and what is on its way (TRD-12)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.billing import policy
from kontor.contexts.billing.queries import payouts
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.finance import words
from kontor.sites.seller_center.finance.frame import tabs
from kontor.ui.formats import locale_of

PAGE = 50


@at_bench("finance.view", "balance")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """All payouts, newest first, by key, with the rules that made them."""
    before = reading.uuid(request.GET.get("before"))
    rows = payouts.payouts(bench.seat, before=before, size=PAGE + 1)
    day = policy.PAYOUT_DAY.int()
    context = {
        "page_title": _("Payouts"),
        "tabs": tabs("payouts"),
        "failed": [
            (one, words.STATES[one.state], _reason(one.reason), _(words.to_do(one.reason)))
            for one in payouts.failed(bench.seat)
        ],
        "underway": payouts.underway(bench.seat),
        "payouts": [(row, words.STATES[row.state], _reason(row.reason)) for row in rows[:PAGE]],
        "weekday": locale_of(request.LANGUAGE_CODE).days["stand-alone"]["wide"][day - 1] if day else "",
        "hold": policy.PAYOUT_HOLD.int(),
        "next": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "further": before is not None,
    }
    return bench.page("seller/finance/payouts.html", "balance", context)


def _reason(code: str) -> str:
    text = words.reason(code)
    return _(text) if text != code else text
