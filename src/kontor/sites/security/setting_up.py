"""Setting up an authenticator app or codes by SMS, and removing factors (ACC-21). Works without JavaScript."""

from __future__ import annotations

import re
from contextlib import suppress
from uuid import UUID

import zxingcpp
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts import safety
from kontor.contexts.accounts.errors.second_step import PhoneMissing
from kontor.contexts.accounts.services.confirm_factor import confirm_factor
from kontor.contexts.accounts.services.remove_factor import remove_factor
from kontor.contexts.accounts.services.send_second_step import send_second_step
from kontor.contexts.accounts.services.start_app import start_app
from kontor.contexts.accounts.services.start_sms import start_sms
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import messages_of, say
from kontor.platform.http.request import Request
from kontor.sites.security import faces, shown_codes
from kontor.sites.security.fresh import fresh

_DRAWING = re.compile(r'<svg width="(\d+)" height="(\d+)"[^>]*>.*?</desc>(.*)</svg>', re.DOTALL)


@fresh
@require_POST
def begin_app(request: Request) -> HttpResponse:
    """A new secret; the page after it shows it."""
    start_app(account_id=request.account.pk)
    return HttpResponseRedirect(f"{faces.hub(request)}app/")


@fresh
@require_http_methods(["GET", "POST"])
def app(request: Request) -> HttpResponse:
    """The picture for the app, the secret as text, and the field for its first code."""
    if request.method == "GET":
        return _app_page(request)
    return _confirm(request, "app") or HttpResponseRedirect(faces.hub(request))


def _app_page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    begun = safety.app_set_up(request.account)
    if begun is None:
        return HttpResponseRedirect(faces.hub(request))
    context = {
        "drawing": _drawn(begun.address),
        "address": begun.address,
        "secret": " ".join(begun.secret[at : at + 4] for at in range(0, len(begun.secret), 4)),
        **_errors(refusal),
    }
    return faces.page(request, "security/app.html", context, _("Authenticator app"), refusal)


@fresh
@require_POST
def begin_sms(request: Request) -> HttpResponse:
    """A code to the verified phone; without one, the page on which it is added."""
    try:
        start_sms(account_id=request.account.pk)
    except PhoneMissing as refusal:
        messages.info(request, say(refusal))
        return HttpResponseRedirect(f"{faces.hub(request)}phone/")
    with suppress(Refusal):  # a code that was just sent still serves
        send_second_step(account_id=request.account.pk)
    return HttpResponseRedirect(f"{faces.hub(request)}sms/")


@fresh
@require_http_methods(["GET", "POST"])
def sms(request: Request) -> HttpResponse:
    """The field for the code that was sent."""
    if request.method == "GET":
        return _sms_page(request)
    return _confirm(request, "sms") or HttpResponseRedirect(faces.hub(request))


@fresh
@require_POST
def send_again(request: Request) -> HttpResponse:
    """Another code, once the wait is over."""
    try:
        send_second_step(account_id=request.account.pk)
    except Refusal as refusal:
        return _sms_page(request, refusal)
    messages.success(request, _("A code is on its way to your phone."))
    return HttpResponseRedirect(f"{faces.hub(request)}sms/")


def _sms_page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    context = {"phone": request.account.phone, **_errors(refusal)}
    return faces.page(request, "security/sms.html", context, _("Codes by SMS"), refusal)


def _confirm(request: Request, kind: str) -> HttpResponse | None:
    try:
        codes = confirm_factor(
            account_id=request.account.pk,
            kind=kind,
            code=request.POST.get("code", ""),
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        if refusal.kind is Kind.CONFLICT:
            messages.warning(request, say(refusal))
            return None
        return _app_page(request, refusal) if kind == "app" else _sms_page(request, refusal)
    return shown_codes.after_new_factor(request, codes)


@fresh
@require_POST
def remove(request: Request, factor_id: UUID) -> HttpResponse:
    """One way less; the last one of somebody who needs one stays."""
    try:
        remove_factor(account_id=request.account.pk, factor_id=factor_id)
    except Refusal as refusal:
        if refusal.kind is not Kind.CONFLICT:
            raise
        messages.warning(request, say(refusal))
    else:
        messages.success(request, _("It is removed."))
    return HttpResponseRedirect(faces.hub(request))


def _drawn(address: str) -> SafeString:
    """The QR code as a drawing that fits its box. Its source writes shapes and numbers only, not the address itself."""
    made = _DRAWING.search(zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode).to_svg())
    if made is None:
        return SafeString()
    width, height, shapes = made.groups()
    svg = f'<svg viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">{shapes}</svg>'
    return mark_safe(svg)  # noqa: S308  (made here, of shapes)


def _errors(refusal: Refusal | None) -> dict[str, object]:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    return {
        "errors": [("", said) for said in summary] + [(name, said) for name, said in fields.items()],
        "code_error": fields.get("code", [""])[0],
    }
