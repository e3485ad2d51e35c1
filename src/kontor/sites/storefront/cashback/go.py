"""`/go/<partner>/`: where a partner's links lead."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.promotions.services.record_click import record_click
from kontor.kernel.errors import Refusal
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account import way_on
from kontor.sites.storefront.cashback import cookie


@public
@require_GET
@never_cache
def go(request: Request, partner: str) -> HttpResponse:
    """Note the click and go on to a page of ours. Pictures and frames of other pages note nothing.

    A closed or unknown partner, or too many clicks, only mean that nothing is noted: the person came to shop.
    """
    response = HttpResponseRedirect(way_on.safe(request, request.GET.get("to", "")) or "/")
    if request.META.get("HTTP_SEC_FETCH_DEST", "document") != "document":
        return response
    try:
        click = record_click(slug=partner, reference=request.GET.get("click", ""), place=request.client_ip)
    except Refusal:
        return response
    cookie.give(response, click.id, click.expires_at)
    return response
