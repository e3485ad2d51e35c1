"""The check of identity: both sides of a document, each with an answer at once (ACC-33)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.risk import identity_queries as queries
from kontor.contexts.risk.documents.errors import PictureMissing
from kontor.contexts.risk.documents.faults import WORDS
from kontor.contexts.risk.identity_policy import PICTURES_KEPT, pictures
from kontor.contexts.risk.services.add_identity_picture import add_identity_picture
from kontor.contexts.risk.services.reopen_identity_check import reopen_identity_check
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.reviews import said
from kontor.sites.storefront.account.answers import form_page

_PAGE = "/account/identity/"
_MEGA = 1_000_000


@signed_in
@require_GET
@never_cache
def identity(request: Request) -> HttpResponse:
    """How the check stands, and what to do next."""
    return _page(request)


@signed_in
@require_POST
@never_cache
def add(request: Request, side: str) -> HttpResponse:
    """One picture. The answer is on the page that follows; the other side stays as it is."""
    upload = request.FILES.get("picture")
    try:
        if upload is None:
            raise PictureMissing
        most = pictures.MOST_MEGABYTES.int() * _MEGA
        content = upload.read(most + 1)  # one byte more than is allowed is enough to say no
        answer = add_identity_picture(viewer=Buyer(request.account.pk), side=side, content=content)
    except Refusal as refusal:
        return _page(request, side, refusal)
    if answer.complete:
        messages.success(request, _("Thank you. Both pictures are fine: a reviewer looks at them next."))
    elif not answer.faults:
        messages.success(request, _("This picture is fine. Now the other side."))
    return HttpResponseRedirect(f"{_PAGE}#{side}")


@signed_in
@require_POST
@never_cache
def again(request: Request) -> HttpResponse:
    """The time was over: one more try for an account that was in use before."""
    try:
        reopen_identity_check(viewer=Buyer(request.account.pk))
    except Refusal as refusal:
        return _page(request, "", refusal)
    return HttpResponseRedirect(_PAGE)


def _page(request: Request, side: str = "", refusal: Refusal | None = None) -> HttpResponse:
    check = queries.own_check(Buyer(request.account.pk))
    if check is None and refusal is None:
        raise NotFound
    context: dict[str, Any] = {
        "section": "identity",
        "check": check,
        "sides": [_shown(view, refusal if view.side == side else None) for view in check.sides] if check else [],
        "reason": said(check.reason) if check else "",
        "kept_days": PICTURES_KEPT.int(),
        "megabytes": pictures.MOST_MEGABYTES.int(),
        "errors": [(f"picture-{side}" if side else "", say(refusal))] if refusal else [],
    }
    return form_page(request, "storefront/account/identity.html", context, refusal)


def _shown(view: queries.SideView, refusal: Refusal | None) -> dict[str, Any]:
    titles = {"front": _("Front: the side with your photo"), "back": _("Back: the other side")}
    return {
        "side": view.side,
        "title": titles[view.side],
        "accepted": view.accepted,
        "faults": [{"title": _(WORDS[code].title), "advice": _(WORDS[code].advice)} for code in view.faults[:3]],
        "error": say(refusal) if refusal else "",
    }
