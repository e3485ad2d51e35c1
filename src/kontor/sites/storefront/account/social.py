"""To Google, Facebook or VK and back: what is handed over, the way there, the answer, and connecting (ACC-08)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import AccountIsBanned, AccountWaits, NotActivated, SocialNotKnown
from kontor.contexts.accounts.providers import register as providers
from kontor.contexts.accounts.services.begin_social_visit import begin_social_visit
from kontor.contexts.accounts.services.complete_social_visit import complete_social_visit
from kontor.contexts.accounts.services.link_social import link_social
from kontor.contexts.accounts.services.sign_in_by_social import sign_in_by_social
from kontor.contexts.accounts.social import Returned
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.security.door import enter
from kontor.sites.security.fresh import fresh, is_fresh
from kontor.sites.storefront.account import closed, social_session, social_words, way_on
from kontor.sites.storefront.account.answers import form_page

_CONNECTED = "/account/security/connected/"


@public
@require_http_methods(["GET", "POST"])
@never_cache
def leave(request: Request, provider: str) -> HttpResponse:
    """What the provider will hand over; after the button the browser leaves for it."""
    there, onward = providers.provider(provider), way_on.of(request)
    if request.method == "GET":
        context = {
            "provider": social_words.choice(there.code, onward),
            "others": [each for each in social_words.choices(onward) if each.code != there.code],
            "handed_over": social_words.handed_over(there.code),
            "next": onward,
        }
        return render(request, "storefront/account/social_leave.html", context)
    if request.account is not None and not is_fresh(request):
        return HttpResponseRedirect(f"/account/security/confirm/?{urlencode({'next': _CONNECTED})}")
    target = begin_social_visit(
        provider=provider,
        browser=social_session.make_browser(request),
        redirect_uri=social_session.redirect_uri(request, provider),
        account_id=request.account.pk if request.account else None,
        next_page=onward,
        place=request.client_ip,
    )
    return HttpResponseRedirect(target)


@public
@require_GET
@never_cache
def come_back(request: Request, provider: str) -> HttpResponse:
    """The provider's answer: signed in, on to joining, or connected; always on to an address without the code."""
    try:
        visit = complete_social_visit(
            provider=provider,
            browser=social_session.browser(request),
            redirect_uri=social_session.redirect_uri(request, provider),
            answer=request.GET.dict(),
            account_id=request.account.pk if request.account else None,
        )
        if visit.account_id is not None:
            return _connected(request, visit)
        account = sign_in_by_social(proof=social_session.keep(request, visit))
    except AccountIsBanned as refusal:
        return closed.to_page(refusal)
    except AccountWaits:
        return HttpResponseRedirect("/account-waits/")
    except SocialNotKnown:
        return HttpResponseRedirect("/social/connect/" if request.account else "/join/social/")
    except Refusal as refusal:
        return _failed(request, provider, refusal)
    social_session.forget(request)
    return enter(request, account, way_on.safe(request, visit.next_page) or "/account/")


@fresh
@require_http_methods(["GET", "POST"])
def connect(request: Request) -> HttpResponse:
    """Somebody came back from a provider unknown, and has signed in: shall the two be connected?"""
    visit, proof = social_session.returned(request), social_session.proof(request)
    if visit is None or proof is None:
        return HttpResponseRedirect(_CONNECTED)
    context = {"provider": social_words.choice(visit.provider), "visit": visit, "account": request.account}
    if request.method == "GET":
        return render(request, "storefront/account/social_connect.html", context)
    onward = way_on.safe(request, visit.next_page)
    if "skip" not in request.POST:
        try:
            link_social(account_id=request.account.pk, proof=proof)
        except Refusal as refusal:
            context["refused"] = say(refusal)
            return form_page(request, "storefront/account/social_connect.html", context, refusal)
        _say_connected(request, visit.provider)
    social_session.forget(request)
    return HttpResponseRedirect(onward or _CONNECTED)


def _connected(request: Request, visit: Returned) -> HttpResponse:
    onward = way_on.safe(request, visit.next_page)
    link_social(account_id=request.account.pk, proof=social_session.keep(request, visit))
    social_session.forget(request)
    _say_connected(request, visit.provider)
    return HttpResponseRedirect(onward or _CONNECTED)


def _say_connected(request: Request, provider: str) -> None:
    said = gettext("%(provider)s is connected. You can sign in with it from now on.")
    messages.success(request, said % {"provider": providers.LABELS[provider]})


def _failed(request: Request, provider: str, refusal: Refusal) -> HttpResponse:
    """What went wrong, and the ways on. The page's address holds the answer, so it is told to nobody."""
    visit = queries.visit_under_way(request.GET.get("state", ""), social_session.browser(request))
    onward = way_on.safe(request, visit.next_page) if visit else ""
    social_session.forget(request)
    known = provider in providers.offered()
    context = {
        "provider": social_words.choice(provider, onward) if known else None,
        "others": [each for each in social_words.choices(onward) if each.code != provider],
        "refused": say(refusal),
        "code": refusal.code,
        "not_activated": isinstance(refusal, NotActivated),
        "next": onward,
        "signed_in": request.account is not None,
    }
    response = form_page(request, "storefront/account/social_failed.html", context, refusal)
    response["Referrer-Policy"] = "no-referrer"
    return response
