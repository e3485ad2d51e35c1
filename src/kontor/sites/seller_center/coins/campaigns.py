"""Campaigns of the platform that the store joins or leaves (COI-10)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.coins.queries.campaigns import campaigns
from kontor.contexts.coins.queries.store import account
from kontor.contexts.coins.services.join_campaign import join_campaign
from kontor.contexts.coins.services.leave_campaign import leave_campaign
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, done, places


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Those that run or will run, the first to end first."""
    del request
    if account(bench.seat) is None:
        return HttpResponseRedirect(reverse("seller_coins"))
    context: dict[str, Any] = {
        "page_title": _("Coin campaigns"),
        "places": places("seller_coin_campaigns"),
        "rows": campaigns(bench.seat),
    }
    return bench.page("seller/coins/campaigns.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_POST
def act(request: Request, bench: Bench, campaign_id: UUID, move: str) -> HttpResponse:
    """Join it, or leave it."""
    del request
    if move == "join":
        deed, said = (
            join_campaign,
            _("Your store is part of it. Products with a large enough share are in its channel."),
        )
    elif move == "leave":
        deed, said = leave_campaign, _("Your store has left it.")
    else:
        raise NotFound
    return done(bench, partial(deed, seat=bench.seat, campaign_id=campaign_id), said, "seller_coin_campaigns")
