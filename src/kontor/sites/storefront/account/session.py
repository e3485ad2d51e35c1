"""Signing in and out (ACC-13, ACC-20)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts.errors import AccountIsBanned, AccountWaits, NotActivated
from kontor.contexts.accounts.services import sign_in as service
from kontor.contexts.risk.rules.decision import Decision
from kontor.kernel.errors import Refusal
from kontor.platform import captcha
from kontor.platform.http import sign_in as edge
from kontor.platform.http.audience import BUYER
from kontor.platform.http.device import device_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.security import seen
from kontor.sites.security.door import enter
from kontor.sites.security.party import party
from kontor.sites.storefront.account import closed, social_words, way_on
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.forms import SignInForm


@public
@require_http_methods(["GET", "POST"])
@never_cache
def sign_in(request: Request) -> HttpResponse:
    """The form; after it the page that somebody wanted to see."""
    onward = way_on.of(request)
    with_key = party(request) is not None
    if request.method == "GET":
        if request.account is not None:
            return HttpResponseRedirect(onward or "/account/")
        context = {"form": SignInForm(), "next": onward, "with_key": with_key}
        context["socials"] = social_words.choices(onward)
        return form_page(request, "storefront/account/sign_in.html", context)
    form = SignInForm(request.POST)
    typed = form.typed()
    try:
        if captcha.TOKEN in request.POST:
            captcha.require(request, "sign_in")
        account = service.sign_in(
            audience=BUYER.audience,
            address=typed["address"],
            password=typed["password"],
            country=request.place.country,
            place=request.client_ip,
            device=device_of(request),
        )
        if seen.sign_in(request, account).verdict.decision is not Decision.ALLOW:
            captcha.require(request, "sign_in")
    except AccountIsBanned as refusal:
        return closed.to_page(refusal)
    except AccountWaits:
        return HttpResponseRedirect("/account-waits/")
    except Refusal as refusal:
        form.refuse(refusal)
        context = {"form": form, "next": onward, "with_key": with_key}
        context["not_activated"] = isinstance(refusal, NotActivated)
        if captcha.TOKEN in request.POST or "captcha" in form.errors:
            error = str(next(iter(form.errors.get("captcha", ())), ""))
            context["captcha"] = captcha.widget(request, "sign_in", error=error)
        context["socials"] = [] if context["not_activated"] else social_words.choices(onward)
        return form_page(request, "storefront/account/sign_in.html", context, refusal)
    return enter(request, account, onward or "/account/")


@public
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session of this browser."""
    edge.sign_out(request)
    return HttpResponseRedirect("/")
