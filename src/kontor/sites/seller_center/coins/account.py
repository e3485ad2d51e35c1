"""The coin account: may it be opened, is it live, its grade with the formula (COI-02, COI-03, COI-14)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.coins.errors import AccountNotPossible
from kontor.contexts.coins.queries import store as read
from kontor.contexts.coins.queries.shapes import AccountView
from kontor.contexts.coins.rules.opening import Condition
from kontor.contexts.coins.services.open_account import open_account
from kontor.contexts.coins.services.pause_account import pause_account
from kontor.contexts.coins.services.resume_account import resume_account
from kontor.contexts.search.policy import COIN_CHANNEL_WEIGHT, GRADE_A_WEIGHT
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, done, places
from kontor.sites.storefront.account.places import country_name
from kontor.ui.formats import count

_CURES = {
    "country": "/seller/business/",
    "enterprise": "/seller/business/",
    "positive": "/seller/reviews/",
    "clean": "/seller/standing/",
}


@at_bench(RIGHT, SECTION)
@require_GET
def overview(request: Request, bench: Bench) -> HttpResponse:
    """Before it is opened: each condition with the value found. After: what is live, and the grade."""
    del request
    return _page(bench)


@at_bench(RIGHT, SECTION)
@require_POST
def opened(request: Request, bench: Bench) -> HttpResponse:
    """Open it: the system checks at once."""
    del request
    try:
        open_account(seat=bench.seat)
    except AccountNotPossible as refusal:
        summary, _fields = messages_of(refusal)
        return _page(bench, {"errors": {"": summary}}, STATUS[refusal.kind])
    messages.success(bench.request, _("The coin account is open. Next, put money into its fund."))
    return HttpResponseRedirect(reverse("seller_coin_fund"))


@at_bench(RIGHT, SECTION)
@require_POST
def paused(request: Request, bench: Bench) -> HttpResponse:
    """No new coins and no deductions, until it is resumed."""
    del request
    deed = partial(pause_account, seat=bench.seat)
    return done(bench, deed, _("Coins rest. What buyers hold stays theirs."), "seller_coins")


@at_bench(RIGHT, SECTION)
@require_POST
def resumed(request: Request, bench: Bench) -> HttpResponse:
    """Coins are given and taken again."""
    del request
    deed = partial(resume_account, seat=bench.seat)
    return done(bench, deed, _("Coins are given and taken again."), "seller_coins")


def _page(bench: Bench, more: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    own = read.account(bench.seat)
    context: dict[str, Any] = {"page_title": _("Coins"), "places": places("seller_coins"), "own": own, **(more or {})}
    if own is None:
        asked = read.conditions(bench.seat)
        language = bench.request.place.language
        context |= {
            "conditions": [condition_words(each, language) for each in asked],
            "possible": all(each.met for each in asked),
        }
    else:
        context |= _grade(own)
    return bench.page("seller/coins/account.html", SECTION, context, status)


def condition_words(condition: Condition, language: str) -> dict[str, Any]:
    """One condition of the opening in words: what is asked, what was found, and where it is mended."""
    found, asked = condition.found, condition.asked
    if condition.code == "country":
        found = country_name(found, language) if found else _("Not known yet")
        asked = ", ".join(country_name(code.strip(), language) for code in asked.split(","))
    elif condition.code == "enterprise":
        forms = {
            "enterprise": _("Enterprise, verified"),
            "sole_trader": _("Sole trader"),
            "unverified": _("Not verified yet"),
        }
        found, asked = forms.get(found, found), forms["enterprise"]
    elif condition.code == "positive":
        found = _("%(rate)s %%") % {"rate": found} if found else _("No feedback yet")
        asked = _("At least %(rate)s %%") % {"rate": asked}
    else:
        found, asked = found or pgettext("violations", "None"), pgettext("violations", "None")
    title = _(condition.title) % {"days": condition.days} if condition.days else _(condition.title)
    return {
        "title": title, "met": condition.met, "found": found, "asked": asked, "cure": _(condition.cure),
        "href": _CURES[condition.code],
    }  # fmt: skip


def _grade(own: AccountView) -> dict[str, Any]:
    formula = read.grade_formula()
    measured = {piece.code: piece for piece in own.pieces}
    parts = []
    for code, full, weight in formula.parts:
        piece = measured.get(code)
        name, filled = _part(code, full)
        parts.append(
            {
                "name": name, "full": filled, "weight": weight,
                "measured": _part(code, piece.measured)[1] if piece else "–",
                "points": piece.points if piece else None,
            }
        )  # fmt: skip
    return {
        "parts": parts, "letters": formula.letters, "days": formula.days,
        "channel": COIN_CHANNEL_WEIGHT.decimal(), "natural": GRADE_A_WEIGHT.int(),
    }  # fmt: skip


def _part(code: str, number: int) -> tuple[str, str]:
    """A part of the grade, and `number` of what it measures."""
    shown = {"n": count(number)}
    if code == "given":
        return _("Coins given"), ngettext("%(n)s coin", "%(n)s coins", number) % shown
    if code == "used":
        return _("Used of those given"), _("%(n)s %%") % shown
    return _("Campaigns joined"), ngettext("%(n)s campaign", "%(n)s campaigns", number) % shown
