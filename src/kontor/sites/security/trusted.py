"""A seller's trusted devices: the list, its switch, and sign-ins that had to wait (SEL-05)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.accounts import device_list
from kontor.contexts.accounts.services.disown_sign_in import disown_sign_in
from kontor.contexts.accounts.services.list_device import list_device
from kontor.contexts.accounts.services.switch_device_list import switch_device_list
from kontor.platform.http.device import device_of, digest
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.reviews import said
from kontor.sites.security import faces
from kontor.sites.security.fresh import fresh
from kontor.sites.security.words import browser, place


@signed_in
@never_cache
@require_GET
def trusted(request: Request) -> HttpResponse:
    """Which devices are trusted, what a new one meets, and what waits."""
    if not device_list.serves(request.audience):
        raise NotFound
    found, own = device_list.listing(request.account), digest(device_of(request))
    context = {
        "on": found.on,
        "enough": found.enough,
        "needed": found.needed,
        "usual_wait": found.usual_wait,
        "trusted": [_device(one, own) for one in found.trusted],
        "others": [_device(one, own) for one in found.others],
        "waiting": [_waiting(one) for one in found.waiting if one.under_way],
        "decided": [_waiting(one) for one in found.waiting if one.decided_at],
    }
    return faces.page(request, "security/trusted.html", context, _("Trusted devices"))


@fresh
@require_POST
def switch(request: Request) -> HttpResponse:
    """On or off."""
    on = request.POST.get("on") == "1"
    switch_device_list(account_id=request.account.pk, on=on)
    messages.success(
        request,
        _("The list is on: a new device is confirmed by a code to your address.")
        if on
        else _("The list is off: a sign-in from a device that is not on it is locked."),
    )
    return _back(request)


@fresh
@require_POST
def change(request: Request, device_id: UUID) -> HttpResponse:
    """Onto the list, or off it."""
    on = request.POST.get("on") == "1"
    list_device(account_id=request.account.pk, device_id=device_id, on=on)
    messages.success(request, _("This device is trusted now.") if on else _("This device is trusted no more."))
    return _back(request)


@signed_in
@never_cache
@require_POST
def not_me(request: Request, waiting_id: UUID) -> HttpResponse:
    """The owner says that it was somebody else; a new password is the next step."""
    disown_sign_in(account_id=request.account.pk, waiting_id=waiting_id)
    messages.warning(request, _("It is refused. Whoever it was knows your password: choose a new one now."))
    return HttpResponseRedirect(f"{faces.hub(request)}password/")


def _back(request: Request) -> HttpResponse:
    return HttpResponseRedirect(f"{faces.hub(request)}trusted/")


def _device(row: device_list.Device, own: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "browser": browser(row.agent),
        "place": place(row.country, row.network),
        "seen": row.last_seen,
        "listed": row.listed_at,
        "this": row.key == own,
    }


def _waiting(row: device_list.Waiting) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "browser": browser(row.agent),
        "place": place(row.country, row.network),
        "since": row.opened_at,
        "decided": row.decided_at,
        "reason": said(row.reason),
    }
