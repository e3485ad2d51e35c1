"""“Connected accounts”: by which accounts elsewhere one signs in here (ACC-08)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import LastWayIn
from kontor.contexts.accounts.providers.register import LABELS
from kontor.contexts.accounts.services.unlink_social import unlink_social
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.security.fresh import fresh
from kontor.sites.storefront.account import social_words
from kontor.sites.storefront.account.answers import form_page

_PAGE = "/account/security/connected/"


@signed_in
@require_GET
@never_cache
def connected(request: Request) -> HttpResponse:
    """Each with when it was connected and last used, and the providers that could be."""
    return _page(request)


@fresh
@require_POST
def disconnect(request: Request, provider: str) -> HttpResponse:
    """It is no way in any more."""
    try:
        done = unlink_social(account_id=request.account.pk, provider=provider)
    except Refusal as refusal:
        return _page(request, refusal)
    if done:
        said = gettext("%(provider)s is disconnected. You cannot sign in with it any more.")
        messages.success(request, said % {"provider": LABELS.get(provider, provider)})
    return HttpResponseRedirect(_PAGE)


def _page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    kept = {identity.provider: identity for identity in queries.connected(Buyer(request.account.pk))}
    offered = {choice.code: choice for choice in social_words.choices(_PAGE)}
    context = {
        "rows": [
            {
                "provider": offered.get(code) or social_words.choice(code),
                "identity": kept.get(code),
                "offered": code in offered,
            }
            for code in LABELS
            if code in kept or code in offered
        ],
        "account": request.account,
        "has_password": request.account.has_usable_password(),
        "refused": say(refusal) if refusal else "",
        "last_way": isinstance(refusal, LastWayIn),
        "section": "security",
    }
    return form_page(request, "storefront/account/connected.html", context, refusal)
