"""“My disputes”: all of them, newest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.aftersales.queries import disputes
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.disputes import shown

PAGE = 20


@signed_in
@require_GET
@never_cache
def listed(request: Request) -> HttpResponse:
    """Pages go by key."""
    viewer, after = Buyer(request.account.pk), request.GET.get("after", "")
    cards = disputes.buyer_disputes(viewer, after=after, size=PAGE + 1)
    context = {
        "page_title": _("My disputes"),
        "section": "orders",
        "rows": shown.rows(cards[:PAGE]),
        "next": cards[PAGE - 1].key if len(cards) > PAGE else "",
        "further": bool(after),
    }
    return render(request, "storefront/disputes/list.html", context)
