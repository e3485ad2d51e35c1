"""A forgotten password: a link is asked for, and a new one set by it. Each face has these pages at its own address."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import LinkExpired
from kontor.contexts.accounts.services.request_password_reset import request_password_reset
from kontor.contexts.accounts.services.reset_password import reset_password
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.audience import BUYER, OPERATOR, SELLER
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.platform.http.sign_in import sign_out_everywhere
from kontor.sites.storefront.account import registration
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.forms import NewPasswordForm, ResetForm

FACES = {site.audience: site for site in (BUYER, SELLER, OPERATOR)}


def page(audience: str) -> str:
    """Where somebody of `audience` asks for a new password: `/reset/`, `/seller/reset/` or `/console/reset/`."""
    return f"{FACES[audience].path}reset/"


@public
@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: Request) -> HttpResponse:
    """The address; after it the same words whether somebody has an account there or not (ACC-20)."""
    if request.method == "GET":
        return _ask(request, ResetForm())
    form = ResetForm(request.POST)
    try:
        request_password_reset(
            audience=request.audience,
            address=form.typed()["address"],
            country=request.place.country,
            place=request.client_ip,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _ask(request, form, refusal)
    said = gettext("If there is an account with this address, a link for a new password is on its way to it.")
    messages.success(request, said)
    return HttpResponseRedirect(FACES[request.audience].sign_in)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def link(request: Request, token: str) -> HttpResponse:
    """The page behind the link: the new password, twice. It is shown at the face of the account."""
    audience = queries.reset_link(token)
    if audience is None:
        return _too_late(request, LinkExpired())
    if audience != request.audience:
        return HttpResponseRedirect(f"{page(audience)}{token}/")
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
    return HttpResponseRedirect(FACES[audience].sign_in)


def _new_password(request: Request, token: str, form: NewPasswordForm, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "form": form, "reset": page(request.audience), "token": token, "rules": registration.password_rules(),
    }  # fmt: skip
    return form_page(request, "storefront/account/new_password.html", context, refusal)


def _ask(request: Request, form: ResetForm, refusal: Refusal | None = None, refused: str = "") -> HttpResponse:
    context = {
        "form": form, "reset": page(request.audience), "sign_in": FACES[request.audience].sign_in, "refused": refused,
    }  # fmt: skip
    return form_page(request, "storefront/account/reset.html", context, refusal)


def _too_late(request: Request, refusal: Refusal) -> HttpResponse:
    return _ask(request, ResetForm(), refusal, say(refusal))
