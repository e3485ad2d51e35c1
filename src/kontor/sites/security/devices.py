"""Where somebody is signed in, and which browsers are trusted (ACC-20)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.accounts import safety
from kontor.contexts.accounts.errors.second_step import NothingToRemove
from kontor.contexts.accounts.services.distrust_devices import distrust_devices
from kontor.platform.http import sign_in as edge
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.security import faces
from kontor.sites.security.words import browser, place


@signed_in
@never_cache
@require_GET
def devices(request: Request) -> HttpResponse:
    """Each browser in words, with its coarse place, its first and its last moment; this one is marked."""
    own = request.session.session_key
    context = {
        "sessions": [
            {
                "id": one.public_id,
                "browser": browser(one.agent),
                "place": place(one.country, one.network),
                "opened": one.opened_at,
                "seen": one.seen_at,
                "this": one.session_key == own,
            }
            for one in edge.sessions_of(request.account.pk)
        ],
        "trusted": [
            {
                "id": one.id,
                "browser": browser(one.agent),
                "place": place(one.country, one.network),
                "until": one.trusted_until,
            }
            for one in safety.trusted_devices(request.account.pk)
        ],
    }
    return faces.page(request, "security/devices.html", context, _("Signed-in devices"))


@signed_in
@never_cache
@require_POST
def end(request: Request, public_id: UUID) -> HttpResponse:
    """End one session; this one's end is signing out."""
    if not edge.end_session(request.account.pk, public_id):
        raise NothingToRemove
    messages.success(request, _("That device is signed out."))
    return _back(request)


@signed_in
@never_cache
@require_POST
def end_others(request: Request) -> HttpResponse:
    """End all sessions but this one."""
    ended = edge.sign_out_everywhere(request.account.pk, but=request.session.session_key or "")
    said = ngettext("%(count)s other device is signed out.", "%(count)s other devices are signed out.", ended)
    messages.success(request, said % {"count": ended})
    return _back(request)


@signed_in
@never_cache
@require_POST
def distrust(request: Request, device_id: UUID) -> HttpResponse:
    """Ask for the second step on that browser again."""
    if not distrust_devices(account_id=request.account.pk, device_id=device_id):
        raise NothingToRemove
    messages.success(request, _("That browser is asked for the second step again."))
    return _back(request)


@signed_in
@never_cache
@require_POST
def distrust_all(request: Request) -> HttpResponse:
    """Ask for the second step on every browser again."""
    distrust_devices(account_id=request.account.pk)
    messages.success(request, _("All browsers are asked for the second step again."))
    return _back(request)


def _back(request: Request) -> HttpResponse:
    return HttpResponseRedirect(f"{faces.hub(request)}devices/")
