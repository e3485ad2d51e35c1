"""Everything about the safety of one's account at one glance."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.accounts import device_list, safety
from kontor.platform.http import sign_in as edge
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.security import faces
from kontor.sites.security.door import ONWARD
from kontor.sites.security.party import party
from kontor.sites.security.words import happened


@signed_in
@never_cache
@require_GET
def hub(request: Request) -> HttpResponse:
    """Password, second step, recovery codes, devices, addresses, and what was changed lately."""
    facts = safety.overview(request.account)
    context = {
        "safety": facts,
        "device_list": device_list.serves(request.audience),
        "passkeys_possible": party(request) is not None,
        "steps": [{"what": happened(step.what), "at": step.at, "by": step.by_id} for step in _steps(request)],
    }
    return faces.page(request, "security/hub.html", context, _("Security"))


def _steps(request: Request) -> list[Any]:
    return [] if edge.limited(request) else safety.steps(request.account.pk)


@signed_in
@never_cache
@require_POST
def go_on(request: Request) -> HttpResponse:
    """A required second step is set up: the session is limited no more, on to the page that was wanted."""
    if edge.limited(request) and not safety.overview(request.account).on:
        return HttpResponseRedirect(faces.hub(request))
    edge.lift(request)
    return HttpResponseRedirect(request.session.pop(ONWARD, "") or faces.base(request))
