"""Binding the owner's phone by a code, on the way to a store (SEL-06)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontor.contexts.accounts.services.confirm_address_change import confirm_address_change
from kontor.contexts.accounts.services.start_address_change import start_address_change
from kontor.contexts.sellers.lifecycle import Stage
from kontor.kernel.errors import Refusal
from kontor.platform.http.device import device_of
from kontor.platform.http.request import Request
from kontor.sites.security.fresh import is_fresh
from kontor.sites.seller_center.keeping import Keeper, keeping
from kontor.sites.seller_center.stage_form import AWAITED
from kontor.sites.seller_center.views.business import HOME, stage_page

_PAGE = f"{HOME}contacts/"


@keeping
@require_POST
def phone(request: Request, keeper: Keeper) -> HttpResponse:
    """Send a code to a number (`step=send`), or take the code that came; one's own number alone.

    An address of the account changes only for somebody who has proved lately who it is, here as on Security.
    """
    if not is_fresh(request):
        return HttpResponseRedirect(f"/seller/security/confirm/?{urlencode({'next': _PAGE})}")
    try:
        if request.POST.get("step") == "send":
            sent = start_address_change(
                account_id=request.account.pk, kind="phone", address=request.POST.get("phone", ""),
                country=request.place.country,
            )  # fmt: skip
            request.session[AWAITED] = sent.address
            messages.info(request, _("A code is on its way to your phone."))
        else:
            confirm_address_change(
                account_id=request.account.pk, code=request.POST.get("code", ""), place=request.client_ip,
                device=device_of(request),
            )  # fmt: skip
            request.session.pop(AWAITED, None)
            messages.success(request, _("Your mobile number is bound."))
    except Refusal as refusal:
        if refusal.field == "address":
            refusal.field = "phone"
        return stage_page(keeper, Stage.CONTACTS, refusal, {"phone": request.POST.get("phone", "")})
    return HttpResponseRedirect(_PAGE)
