"""Changing the password, the e-mail address and the phone number (ACC-20)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts.services.change_password import change_password
from kontor.contexts.accounts.services.confirm_address_change import confirm_address_change
from kontor.contexts.accounts.services.start_address_change import start_address_change
from kontor.kernel.errors import Refusal
from kontor.platform.http import sign_in as edge
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.security import faces
from kontor.sites.security.fresh import fresh
from kontor.sites.storefront.account.registration import password_rules

_AWAITED = "address_awaited"  # key of the session: [kind, address] to which a code was sent


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """The present password, and a new one twice; all other devices are signed out."""
    if request.method == "GET":
        return _password_page(request)
    try:
        account = change_password(
            account_id=request.account.pk,
            old=request.POST.get("old", ""),
            password=request.POST.get("password", ""),
            password_again=request.POST.get("password_again", ""),
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        return _password_page(request, refusal)
    edge.stay(request, account)
    edge.sign_out_everywhere(account.pk, but=request.session.session_key or "")
    messages.success(request, _("Your password is changed. All other devices are signed out."))
    return HttpResponseRedirect(faces.hub(request))


def _password_page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    context = {"rules": password_rules(), **_errors(refusal)}
    return faces.page(request, "security/password.html", context, _("Change the password"), refusal)


@fresh
@require_http_methods(["GET", "POST"])
def address(request: Request, kind: str) -> HttpResponse:
    """The new address, then the code that was sent to it."""
    if request.method == "GET":
        request.session.pop(_AWAITED, None)
        return _address_page(request, kind)
    typed = request.POST.get("address", "")
    try:
        sent = start_address_change(
            account_id=request.account.pk, kind=kind, address=typed, country=request.place.country
        )
    except Refusal as refusal:
        return _address_page(request, kind, refusal)
    request.session[_AWAITED] = [kind, sent.address]
    return HttpResponseRedirect(f"{faces.hub(request)}{kind}/code/")


@fresh
@require_http_methods(["GET", "POST"])
def address_code(request: Request, kind: str) -> HttpResponse:
    """The six digits; after them the address is the account's, and the old one is told."""
    awaited = request.session.get(_AWAITED)
    if not awaited or awaited[0] != kind:
        return HttpResponseRedirect(f"{faces.hub(request)}{kind}/")
    if request.method == "GET":
        return _code_page(request, kind, awaited[1])
    try:
        confirm_address_change(
            account_id=request.account.pk,
            code=request.POST.get("code", ""),
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        return _code_page(request, kind, awaited[1], refusal)
    del request.session[_AWAITED]
    said = _("Your e-mail address is changed.") if kind == "email" else _("Your mobile number is changed.")
    messages.success(request, said)
    return HttpResponseRedirect(faces.hub(request))


def _address_page(request: Request, kind: str, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "kind": kind,
        "present": request.account.email if kind == "email" else request.account.phone,
        "typed": request.POST.get("address", ""),
        **_errors(refusal),
    }
    title = _("E-mail address") if kind == "email" else _("Mobile number")
    return faces.page(request, "security/address.html", context, title, refusal)


def _code_page(request: Request, kind: str, sent_to: str, refusal: Refusal | None = None) -> HttpResponse:
    context = {"kind": kind, "sent_to": sent_to, **_errors(refusal)}
    title = _("E-mail address") if kind == "email" else _("Mobile number")
    return faces.page(request, "security/address_code.html", context, title, refusal)


def _errors(refusal: Refusal | None) -> dict[str, object]:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    return {
        "errors": [("", said) for said in summary] + [(name, said) for name, said in fields.items()],
        "fields": {name: said[0] for name, said in fields.items()},
    }
