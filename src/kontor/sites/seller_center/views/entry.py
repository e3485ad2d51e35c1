"""Coming in, going out, and choosing the store."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.accounts.services.sign_in import sign_in as check_credentials
from kontor.contexts.sellers import queries as sellers
from kontor.kernel.errors import Refusal
from kontor.platform.http import sign_in as sessions
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in
from kontor.sites.security.door import already_in, enter
from kontor.sites.security.party import party
from kontor.sites.seller_center.bench import CHOSEN

HOME = "/seller/"


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """The door: address and password of a seller's account."""
    way = _way(request, request.POST.get("next") or request.GET.get("next") or HOME)
    if request.method == "GET":
        return already_in(request, way) or _form(request, way)
    try:
        account = check_credentials(
            audience="seller",
            address=request.POST.get("login", ""),
            password=request.POST.get("password", ""),
            country=request.place.country,
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        summary, fields = messages_of(refusal)
        errors = {"": [*summary, *(said for several in fields.values() for said in several)]}
        response = _form(request, way, errors, STATUS[refusal.kind])
        if refusal.retry_after is not None:
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    return enter(request, account, way)


def _form(request: Request, way: str, errors: dict[str, list[str]] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "page_title": _("Sign in to the Seller Center"),
        "errors": errors or {},
        "form_failed": bool(errors),
        "login": request.POST.get("login", ""),
        "next": way,
        "with_key": party(request) is not None,
    }
    return render(request, "seller/sign_in.html", context, status=status)


def _way(request: Request, wanted: str) -> str:
    """Where to go after signing in: only within this site."""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe and wanted.startswith(HOME) else HOME


@public
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session of this site."""
    sessions.sign_out(request)
    return HttpResponseRedirect("/seller/sign-in/")


@signed_in
@require_GET
def switch(request: Request, store_id: UUID) -> HttpResponse:
    """Work at another of one's stores. A link, because it changes nothing but what is looked at."""
    if sellers.seat(request.account.pk, store_id) is not None:
        request.session[CHOSEN] = str(store_id)
    return HttpResponseRedirect(HOME)
