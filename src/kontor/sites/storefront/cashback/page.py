"""“Cashback”: which orders, which partner, what reward, where it stands and why (BUY-12)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.promotions import queries
from kontor.contexts.promotions.queries import PAGE, RewardRow
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in

_KINDS = {"tracked": "", "pending": "warning", "confirmed": "success", "paid": "success", "cancelled": "error"}


@signed_in
@require_GET
@never_cache
def cashback(request: Request) -> HttpResponse:
    """Newest first, page by page."""
    rows = queries.rewards(Buyer(request.account.pk), after=request.GET.get("after", ""), size=PAGE + 1)
    context = {
        "rows": [
            {"reward": row, "label": label(row.state), "why": why(row), "kind": _KINDS[row.state]}
            for row in rows[:PAGE]
        ],
        "after": rows[PAGE - 1].key if len(rows) > PAGE else "",
        "first": not request.GET.get("after"),
        "section": "cashback",
    }
    return render(request, "storefront/account/cashback.html", context)


def label(state: str) -> str:
    """The state of a reward, in a word."""
    return {
        "tracked": pgettext("state of a cashback reward", "Tracked"),
        "pending": pgettext("state of a cashback reward", "Pending"),
        "confirmed": pgettext("state of a cashback reward", "Confirmed"),
        "paid": pgettext("state of a cashback reward", "Paid out"),
        "cancelled": pgettext("state of a cashback reward", "Cancelled"),
    }.get(state, state)


def why(row: RewardRow) -> str:
    """Why it stands there, and what comes next."""
    if row.state == "cancelled":
        return gettext("The order was cancelled, or its money went back to you.")
    if row.state == "tracked":
        return gettext("The order came through this partner. It counts as soon as it is paid.")
    if row.state == "paid":
        return gettext("The partner says that it has paid you.")
    if row.amount < row.full:
        return gettext("A part of the order's money went back to you, so the reward became smaller.")
    if row.state == "pending":
        return gettext("Waits until you have the goods and the order is finished.")
    return gettext("The order is finished. The partner pays you by its own rules.")
