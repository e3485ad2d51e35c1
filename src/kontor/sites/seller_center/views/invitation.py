"""Being invited: a page behind the mail's link, and the list of what waits for one's own address (SEL-03).

Looking accepts nothing; only the button does, and only once.
"""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.sellers import members
from kontor.contexts.sellers.services.accept_invitation import accept_invitation
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in
from kontor.sites.seller_center.bench import CHOSEN, HOME
from kontor.sites.seller_center.rights_grid import areas


@public
@require_http_methods(["GET", "POST"])
@never_cache
def link(request: Request, invitation_id: UUID, secret: str) -> HttpResponse:
    """What the mail's link leads to: for whoever is signed in a button, for others the way to sign in or to join."""
    found = members.invitation(invitation_id, secret)
    if request.method == "POST" and request.account is not None:
        return _accept(request, invitation_id, secret)
    context = {
        "page_title": _("You are invited"),
        "found": found,
        "areas": areas(found.rights),
        "account": request.account,
        "sign_in": f"/seller/sign-in/?{urlencode({'next': request.path_info})}",
    }
    return render(request, "seller/invitation.html", context, status=401 if request.method == "POST" else 200)


@signed_in
@require_GET
@never_cache
def waiting(request: Request) -> HttpResponse:
    """What waits for the address that this account has proven."""
    found = members.waiting_for(request.account)
    rows = [{"found": one, "areas": areas(one.rights)} for one in found]
    return render(request, "seller/invitations.html", {"page_title": _("Invitations"), "waiting": rows})


@signed_in
@require_POST
def accept(request: Request, invitation_id: UUID) -> HttpResponse:
    """Take up one that waits for one's own address."""
    return _accept(request, invitation_id, "")


def _accept(request: Request, invitation_id: UUID, secret: str) -> HttpResponse:
    try:
        store_id = accept_invitation(account_id=request.account.pk, invitation_id=invitation_id, secret=secret)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        context = {"page_title": _("Invitations"), "why": say(refusal)}
        return render(request, "seller/invitations.html", context, status=STATUS[refusal.kind])
    request.session[CHOSEN] = str(store_id)
    messages.success(request, _("Welcome. You work for this store from now on."))
    return HttpResponseRedirect(HOME)
