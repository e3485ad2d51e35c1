"""Recovery codes on the page: once, for a few minutes, until their owner says that they are kept (ACC-21)."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.accounts.services.make_recovery_codes import make_recovery_codes
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http import sign_in as edge
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.vault import Unopenable, open_sealed, seal
from kontor.sites.security import faces
from kontor.sites.security.fresh import fresh

_KEY = "recovery_codes"  # of the session: sealed, so that they stand nowhere in clear
_SHOWN_FOR = timedelta(minutes=10)


def after_new_factor(request: Request, codes: list[str]) -> HttpResponse:
    """Where to go once a factor counts: to its recovery codes when they are the first."""
    edge.confirm(request)
    if codes:
        return show(request, codes)
    messages.success(request, _("It protects your account from now on."))
    return HttpResponseRedirect(faces.hub(request))


def show(request: Request, codes: list[str]) -> HttpResponse:
    """On to the page that shows `codes`."""
    sealed = seal(json.dumps(codes).encode(), bound_to=_bound(request))
    request.session[_KEY] = [base64.b64encode(sealed).decode(), now().isoformat()]
    return HttpResponseRedirect(f"{faces.hub(request)}codes/")


@fresh
@require_GET
def codes(request: Request) -> HttpResponse:
    """The codes that were just made."""
    fresh_ones = _kept(request)
    if not fresh_ones:
        return HttpResponseRedirect(faces.hub(request))
    return faces.page(request, "security/codes.html", {"codes": fresh_ones}, _("Recovery codes"))


@fresh
@require_GET
def as_file(request: Request) -> HttpResponse:
    """The codes as a text file to keep."""
    fresh_ones = _kept(request)
    if not fresh_ones:
        return HttpResponseRedirect(faces.hub(request))
    title = _("Recovery codes for Kontor. Each works once.")
    response = HttpResponse("\n".join([title, "", *fresh_ones, ""]), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kontor-recovery-codes.txt"'
    return response


@fresh
@require_POST
def make(request: Request) -> HttpResponse:
    """New codes in place of the earlier ones."""
    try:
        return show(request, make_recovery_codes(account_id=request.account.pk))
    except Refusal as refusal:
        messages.warning(request, say(refusal))
        return HttpResponseRedirect(faces.hub(request))


@fresh
@require_POST
def done(request: Request) -> HttpResponse:
    """Their owner has kept them: they are shown no more."""
    request.session.pop(_KEY, None)
    return HttpResponseRedirect(faces.hub(request))


def _kept(request: Request) -> list[str]:
    sealed, at = request.session.get(_KEY, ("", ""))
    if not sealed or now() - datetime.fromisoformat(at) > _SHOWN_FOR:
        return []
    try:
        return [str(one) for one in json.loads(open_sealed(base64.b64decode(sealed), bound_to=_bound(request)))]
    except Unopenable:
        return []


def _bound(request: Request) -> str:
    return f"security.codes:{request.account.pk}"
