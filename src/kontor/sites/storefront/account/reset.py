"""A forgotten password: asking for a link, and setting a new one by it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import LinkExpired
from kontor.contexts.accounts.services.request_password_reset import request_password_reset
from kontor.contexts.accounts.services.reset_password import reset_password
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.platform.http.sign_in import sign_out_everywhere
from kontor.sites.storefront.account import doors, registration
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.doors import JOIN, Door
from kontor.sites.storefront.account.forms import NewPasswordForm, ResetForm


@public
@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: Request, door: Door = JOIN) -> HttpResponse:
    """The address; after it the same words whether somebody has an account there or not."""
    if request.method == "GET":
        return render(request, "storefront/account/reset.html", {"form": ResetForm(), "door": door})
    form = ResetForm(request.POST)
    try:
        request_password_reset(
            audience=door.audience,
            address=form.typed()["address"],
            country=request.place.country,
            place=request.client_ip,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return form_page(request, "storefront/account/reset.html", {"form": form, "door": door}, refusal)
    said = gettext("If there is an account with this address, a link for a new password is on its way to it.")
    messages.success(request, said)
    return HttpResponseRedirect(door.sign_in)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def link(request: Request, token: str) -> HttpResponse:
    """The page behind the link: the new password, twice."""
    audience = queries.reset_link(token)
    if audience is None:
        return _too_late(request, LinkExpired())
    if request.method == "GET":
        return _new_password(request, token, NewPasswordForm())
    form = NewPasswordForm(request.POST)
    try:
        account = reset_password(token=token, **form.typed())
    except Refusal as refusal:
        if refusal.kind != Kind.INVALID:
            return _too_late(request, refusal)
        form.refuse(refusal)
        return _new_password(request, token, form, refusal)
    sign_out_everywhere(account.pk)
    messages.success(request, gettext("Your password is changed, and you are signed out everywhere. Sign in with it."))
    return HttpResponseRedirect(doors.of(audience).sign_in)


def _new_password(request: Request, token: str, form: NewPasswordForm, refusal: Refusal | None = None) -> HttpResponse:
    context = {"form": form, "token": token, "rules": registration.password_rules()}
    return form_page(request, "storefront/account/new_password.html", context, refusal)


def _too_late(request: Request, refusal: Refusal) -> HttpResponse:
    context = {"form": ResetForm(), "door": JOIN, "refused": say(refusal)}
    return form_page(request, "storefront/account/reset.html", context, refusal)
