"""What every page of coins shares: the right, the tabs, and how a refused deed is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.contexts.coins.errors import AccountMissing
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import messages_of, say
from kontor.sites.seller_center.bench import Bench

RIGHT, SECTION = "marketing.coins", "coins"


def places(active: str) -> list[dict[str, Any]]:
    """The pages of coins as tabs."""
    labels = {
        "seller_coins": pgettext("of money", "Account"),
        "seller_coin_fund": _("Fund"),
        "seller_coin_products": _("Products"),
        "seller_coin_scenes": _("Scenes"),
        "seller_coin_campaigns": _("Campaigns"),
        "seller_coin_report": _("Report"),
        "seller_coin_advice": _("Advice"),
    }
    return [{"label": label, "href": reverse(name), "active": name == active} for name, label in labels.items()]


def without_account(bench: Bench, refusal: AccountMissing) -> HttpResponseRedirect:
    """To the page that opens one."""
    messages.error(bench.request, say(refusal))
    return HttpResponseRedirect(reverse("seller_coins"))


def done(bench: Bench, deed: Callable[[], object], words: str, target: str, *args: Any) -> HttpResponseRedirect:
    """Do `deed` and say `words`, or why not, on the page `target`; what is absent or not allowed stays so.

    A store without an account is led to where it can open one.
    """
    try:
        deed()
    except AccountMissing as refusal:
        return without_account(bench, refusal)
    except Refusal as refusal:
        if isinstance(refusal, RightMissing) or refusal.kind is Kind.NOT_FOUND:
            raise
        summary, fields = messages_of(refusal)
        for sentence in [*summary, *(said for several in fields.values() for said in several)]:
            messages.error(bench.request, sentence)
    else:
        messages.success(bench.request, words)
    return HttpResponseRedirect(reverse(target, args=args))
