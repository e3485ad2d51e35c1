"""Proving the address: the page after joining, the link, the code, and another message (ACC-10 … ACC-13)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import LinkUnknown, VerificationLocked
from kontor.contexts.accounts.policy import LINK_VALID
from kontor.contexts.accounts.services.disown_link import disown_link
from kontor.contexts.accounts.services.resend_verification import resend_verification
from kontor.contexts.accounts.services.verify_code import verify_code
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http import place
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in
from kontor.sites.security.door import come_in
from kontor.sites.storefront.account import doors, places, registration, waiting, way_on
from kontor.sites.storefront.account.advice import advice_for
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.doors import JOIN, SELL, Door
from kontor.sites.storefront.account.forms import CodeForm, ResendForm, SellerResendForm

_NEXT = "after_verification"
_OPENED = "verify.opened"


@public
@require_GET
@never_cache
def check_mail(request: Request, door: Door = JOIN) -> HttpResponse:
    """Where the message went, how to get another one, and the field for the code of an SMS."""
    return _check_mail(request, door, CodeForm())


def _check_mail(request: Request, door: Door, code_form: CodeForm, refusal: Refusal | None = None) -> HttpResponse:
    address = waiting.of(request, door.audience)
    if address is None:
        return HttpResponseRedirect(door.resend)
    context: dict[str, Any] = {
        "door": door,
        "address": address,
        "pending": queries.pending(address.key, door.audience),
        "form": code_form,
        "link_hours": LINK_VALID.int(),
        "mailbox": not settings.KONTOR.smtp_url,
        "advice": None if address.by_phone else advice_for(address.text),
    }
    return form_page(request, "storefront/account/check_mail.html", context, refusal)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def link(request: Request, token: str) -> HttpResponse:
    """The page behind the link. Opening it changes nothing, because mail scanners open links too; the button does."""
    behind = queries.behind_link(token)
    door = doors.of(behind.audience if behind else JOIN.audience)
    if behind is None:
        return _not_verified(request, door, LinkUnknown())
    if request.method == "GET":
        country = places.country_name(behind.country, request.place.language)
        opened = signing.dumps(now().timestamp(), salt=_OPENED)
        context = {"token": token, "door": door, "behind": behind, "country": country, "opened": opened}
        return render(request, "storefront/account/verify.html", context)
    try:
        done = verify_link(token=token, opened_at=_opened_at(request))
    except Refusal as refusal:
        return _not_verified(request, door, refusal)
    return _welcome_seller(request, done.account) if door is SELL else welcomed(request, done.account, done.next_page)


def _opened_at(request: Request) -> datetime | None:
    """When the page was opened whose button was pressed (ACC-50); None where that is not known."""
    try:
        return datetime.fromtimestamp(float(signing.loads(request.POST.get("opened", ""), salt=_OPENED)), UTC)
    except (signing.BadSignature, TypeError, ValueError):
        return None


@public
@require_POST
@never_cache
def not_me(request: Request, token: str) -> HttpResponse:
    """Somebody else typed this address: the registration is removed before its password can be used."""
    behind = queries.behind_link(token)
    try:
        disown_link(token=token)
    except Refusal as refusal:
        return _not_verified(request, doors.of(behind.audience if behind else JOIN.audience), refusal)
    response = HttpResponseRedirect("/verify/removed/")
    waiting.forget(response)
    return response


@public
@require_GET
def removed(request: Request) -> HttpResponse:
    """What became of a registration that somebody else had made."""
    return render(request, "storefront/account/removed.html", {})


def _not_verified(request: Request, door: Door, refusal: Refusal) -> HttpResponse:
    context = {
        "door": door,
        "code": refusal.code,
        "refused": say(refusal),
        "locked_until": locked_until(refusal),
        "form": _resend_form(door),
    }
    return form_page(request, "storefront/account/not_verified.html", context, refusal)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def code(request: Request) -> HttpResponse:
    """The six digits of an SMS; the field stands on the page after joining."""
    address = waiting.of(request, JOIN.audience)
    if request.method == "GET" or address is None:
        return HttpResponseRedirect("/join/check-mail/")
    form = CodeForm(request.POST)
    try:
        done = verify_code(phone=address.key, code=form.typed()["code"])
    except Refusal as refusal:
        form.refuse(refusal)
        return _check_mail(request, JOIN, form, refusal)
    return welcomed(request, done.account, done.next_page)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def resend(request: Request, door: Door = JOIN) -> HttpResponse:
    """“Didn't receive the email?” Another link or code for the typed address, or the one this browser waits for."""
    known = waiting.of(request, door.audience)
    if request.method == "GET":
        form = _resend_form(door, initial={"address": known.text if known else ""})
        return render(request, "storefront/account/resend.html", {"form": form, "door": door})
    form = _resend_form(door, request.POST)
    address = form.typed()["address"] or (known.text if known else "")
    try:
        registration.check_texts(request, address, request.place.country)
        resend_verification(address=address, country=request.place.country, audience=door.audience)
    except Refusal as refusal:
        form.refuse(refusal)
        context = {"door": door, "form": form, "locked_until": locked_until(refusal)}
        return form_page(request, "storefront/account/resend.html", context, refusal)
    messages.success(request, gettext("A new message is on its way, if this address waits to be confirmed."))
    response = HttpResponseRedirect(door.check_mail)
    waiting.remember(response, address, request.place.country, door.audience)
    return response


def _resend_form(door: Door, *args: Any, **kwargs: Any) -> ResendForm:
    return SellerResendForm(*args, **kwargs) if door is SELL else ResendForm(*args, **kwargs)


def welcomed(request: Request, account: Any, next_page: str, *, held: bool = False) -> HttpResponse:
    """Signed in, in the place that the account's country sets (ACC-04), then the greeting.

    Args:
        held: a person looks at the registration first (ACC-30): nobody is signed in, and the page says so.
    """
    if held or not account.is_active:
        waits = HttpResponseRedirect("/account-waits/")
        waiting.forget(waits)
        return waits
    response = come_in(request, account, "/verify/done/", tell=False)
    request.session[_NEXT] = way_on.safe(request, next_page)
    place.remember(response, place.Place(account.country, account.currency, account.language))
    waiting.forget(response)
    return response


def _welcome_seller(request: Request, account: Any) -> HttpResponse:
    """Greeted at the Seller Center's door; this site opens no session for a seller."""
    if not account.is_active:
        return HttpResponseRedirect("/account-waits/")
    greeting = gettext("Welcome, %(name)s! Your address is verified. Sign in to go on.")
    messages.success(request, greeting % {"name": account.given_name})
    response = HttpResponseRedirect(SELL.sign_in)
    waiting.forget(response)
    return response


@signed_in
@require_GET
@never_cache
def welcome(request: Request) -> HttpResponse:
    """A greeting and the confirmation that the address is verified (ACC-10), and the way on."""
    context = {"account": request.account, "next": request.session.get(_NEXT, "")}
    return render(request, "storefront/account/welcome.html", context)


def locked_until(refusal: Refusal) -> datetime | None:
    """Until when an address is locked (ACC-12), as a moment."""
    return datetime.fromisoformat(str(refusal.params["until"])) if isinstance(refusal, VerificationLocked) else None
