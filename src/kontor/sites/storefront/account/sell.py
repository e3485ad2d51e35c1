"""Sell on Kontor: the one way in for sellers (ACC-01)."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts.services.register_seller import register_seller
from kontor.kernel.errors import Refusal
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account import registration
from kontor.sites.storefront.account.doors import SELL
from kontor.sites.storefront.account.first_party import first_party
from kontor.sites.storefront.account.forms import SellForm


@public
@require_http_methods(["GET", "POST"])
@first_party
def sell(request: Request) -> HttpResponse:
    """What selling takes, and the form; a buyer may send it with the same address."""
    if request.method == "GET":
        return registration.opened(request, SELL, SellForm)
    form = SellForm(registration.with_accepted_name(request))
    if registration.renewed(request):
        return registration.open_again(request, SELL, form)
    try:
        solved = registration.check_person(request, SELL)
        kept = registration.Kept(registration.judged(request, SELL, form, solved))
        made = register_seller(**registration.wanted(request, SELL, form), with_it=kept)
    except Refusal as refusal:
        return registration.again(request, SELL, form, refusal)
    kept.carry_out()
    return registration.done(request, SELL, made.account)
