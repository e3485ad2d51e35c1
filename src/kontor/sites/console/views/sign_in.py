"""The operator's way in and out."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts.services.sign_in import sign_in
from kontor.kernel.errors import Refusal
from kontor.platform.http import sign_in as session
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.security.door import already_in, enter
from kontor.sites.security.party import party


@public
@require_http_methods(["GET", "POST"])
def sign_in_page(request: Request) -> HttpResponse:
    """Address and password, then the page that was asked for."""
    onward = _onward(request)
    if request.method == "POST":
        return _send(request, onward)
    return already_in(request, onward) or _page(request, onward)


@public
@require_POST
def sign_out_page(request: Request) -> HttpResponse:
    """End this session."""
    session.sign_out(request)
    return HttpResponseRedirect(reverse("console_sign_in"))


def _send(request: Request, onward: str) -> HttpResponse:
    try:
        account = sign_in(
            audience="operator",
            address=request.POST.get("address", ""),
            password=request.POST.get("password", ""),
            country=request.place.country,
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        response = _page(request, onward, refusal)
        if refusal.retry_after is not None:
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    return enter(request, account, onward)


def _page(request: Request, onward: str, refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "page_title": _("Sign in"),
        "form_failed": refusal is not None,
        "address": request.POST.get("address", ""),
        "next": onward,
        "with_key": party(request) is not None,
        "errors": [("", sentence) for sentence in summary] + [(name, says) for name, says in fields.items()],
        "fields": {name: says[0] for name, says in fields.items()},
    }
    response = render(request, "console/sign_in.html", context, status=STATUS[refusal.kind] if refusal else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _onward(request: Request) -> str:
    """Where to go afterwards: only to pages of the console."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    home = reverse("console_home")
    ours = target.startswith(home) and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if ours else home
