"""Joining: the one way in for buyers (ACC-01, ACC-02)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts.services.register import register
from kontor.kernel.errors import Refusal
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account import registration, way_on
from kontor.sites.storefront.account.doors import JOIN
from kontor.sites.storefront.account.first_party import first_party
from kontor.sites.storefront.account.forms import JoinForm


@public
@require_http_methods(["GET", "POST"])
@first_party
def join(request: Request) -> HttpResponse:
    """The form, and what was sent with it."""
    if request.method == "POST":
        return _send(request)
    if request.account is not None:
        return HttpResponseRedirect(way_on.of(request) or "/account/")
    return registration.page(request, JOIN, JoinForm(initial={"country": request.place.country}))


def _send(request: Request) -> HttpResponse:
    form = JoinForm(registration.with_accepted_name(request))
    if registration.renewed(request):
        return registration.open_again(request, JOIN, form)
    try:
        registration.check_person(request, JOIN)
        made = register(**registration.wanted(request, JOIN, form), next_page=way_on.of(request))
    except Refusal as refusal:
        return registration.again(request, JOIN, form, refusal)
    return registration.done(request, JOIN, made.verification.address)
