"""Do coins suit this store and its goods, and what else is there? With the store's own numbers (COI-17, COI-18)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.coins.queries.advising import advice, compared, thin_products
from kontor.contexts.coins.queries.store import account
from kontor.contexts.coins.rules.advice import Advice
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, places


@at_bench(RIGHT, SECTION)
@require_GET
def page(request: Request, bench: Bench) -> HttpResponse:
    """What speaks for coins and what against, goods whose margin they eat, and the other way beside it."""
    del request
    names = {"coins": _("Coins"), "coupons": _("Coupons"), "affiliate": _("Affiliate promotion")}
    context: dict[str, Any] = {
        "page_title": _("Do coins suit your store?"),
        "places": places("seller_coin_advice") if account(bench.seat) else [],
        "advice": [{"good": each.good, "said": said(each)} for each in advice(bench.seat)],
        "thin": [{"number": each.number, "said": said(each.advice)} for each in thin_products(bench.seat)],
        "ways": [{"way": each, "name": names[each.code]} for each in compared(bench.seat)],
    }
    return bench.page("seller/coins/advice.html", SECTION, context)


def said(advice_: Advice) -> str:
    """One sentence with its values."""
    return _(advice_.sentence) % advice_.values
