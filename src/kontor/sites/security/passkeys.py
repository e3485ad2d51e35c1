"""Adding a passkey (ACC-21). Needs JavaScript, as browsers have it: the page says so."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.accounts import passkeys, safety
from kontor.contexts.accounts.errors.second_step import PasskeyRefused
from kontor.contexts.accounts.services.add_passkey import add_passkey
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.sites.security import faces, shown_codes
from kontor.sites.security.fresh import fresh
from kontor.sites.security.party import ask, asked, party
from kontor.sites.security.words import browser


@fresh
@require_GET
def new(request: Request) -> HttpResponse:
    """What a passkey is, its name, and the button."""
    context = {
        "possible": party(request) is not None,
        "name": browser(request.META.get("HTTP_USER_AGENT", "")),
        "local": f"http://localhost:{request.get_port()}{request.path_info}",
    }
    return faces.page(request, "security/passkey.html", context, _("Add a passkey"))


@fresh
@require_POST
def options(request: Request) -> HttpResponse:
    """What the browser is asked, as JSON."""
    host = party(request)
    if host is None:
        raise PasskeyRefused
    known = safety.passkey_ids(request.account.pk)
    return HttpResponse(passkeys.to_make(request.account, host, ask(request), known), content_type="application/json")


@fresh
@require_POST
def add(request: Request) -> HttpResponse:
    """The browser's answer: the passkey is kept."""
    try:
        host, challenge = asked(request)
        codes = add_passkey(
            account_id=request.account.pk,
            answer=request.POST.get("answer", ""),
            party=host,
            challenge=challenge,
            name=request.POST.get("name", ""),
        )
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return HttpResponseRedirect(f"{faces.hub(request)}passkeys/new/")
    return shown_codes.after_new_factor(request, codes)
