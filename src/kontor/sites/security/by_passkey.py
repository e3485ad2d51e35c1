"""Signing in by a passkey alone, and the questions for passkeys of every page (ACC-21)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kontor.contexts.accounts import passkeys, safety
from kontor.contexts.accounts.errors.second_step import PasskeyRefused
from kontor.contexts.accounts.services.use_passkey import use_passkey
from kontor.kernel.errors import Refusal
from kontor.platform.http.audience import site_of
from kontor.platform.http.device import device_of
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.security import faces
from kontor.sites.security.door import come_in, held
from kontor.sites.security.party import ask, asked, party


@public
@never_cache
@require_POST
def options(request: Request) -> HttpResponse:
    """What the browser is asked, as JSON: for the known passkeys of whoever is at the second step or signed in."""
    host = party(request)
    if host is None:
        raise PasskeyRefused
    waiting = held(request)
    who = waiting.account_id if waiting else request.account.pk if request.account is not None else None
    known = safety.passkey_ids(who) if who else []
    return HttpResponse(passkeys.to_use(host, ask(request), known), content_type="application/json")


@public
@never_cache
@require_POST
def sign_in(request: Request) -> HttpResponse:
    """The browser's answer in place of address and password: something one has, and a finger or a PIN."""
    try:
        host, challenge = asked(request)
        account = use_passkey(
            audience=request.audience,
            answer=request.POST.get("answer", ""),
            party=host,
            challenge=challenge,
            place=request.client_ip,
            device=device_of(request),
        )
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return HttpResponseRedirect(faces.door(request))
    return come_in(request, account, onward(request))


def onward(request: Request) -> str:
    """The page that was wanted, when it is one of this face; else the face's first."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = target.startswith(site_of(request.path_info).path) and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}
    )
    return target if ours else faces.base(request)
