"""Help for somebody who lost the second step: found by the address, removed with a reason that is kept (ACC-21)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts import safety
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.accounts.services.reset_second_step import reset_second_step
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.http.sign_in import sign_out_everywhere
from kontor.sites.console.frame import operator_of, page
from kontor.sites.security.words import happened

AUDIENCES = ("buyer", "seller", "operator")


@signed_in
@require_http_methods(["GET", "POST"])
def account_help(request: Request) -> HttpResponse:
    """The account at an address, what was changed about its safety lately, and the one thing to do for it."""
    if request.method == "GET":
        return _page(request, request.GET.get("audience", ""), request.GET.get("address", ""))
    audience, address = request.POST.get("audience", ""), request.POST.get("address", "")
    found = _found(request, audience, address)
    if found is None:
        return _page(request, audience, address)
    try:
        reset_second_step(
            by=operator_of(request),
            by_name=request.account.full_name or request.account.email,
            account_id=found.pk,
            reason=request.POST.get("reason", ""),
        )
    except Refusal as refusal:
        if refusal.kind is not Kind.INVALID:
            raise
        return _page(request, audience, address, refusal)
    sign_out_everywhere(found.pk)
    messages.success(request, _("The second step is removed, all devices are signed out, and the owner is told."))
    return HttpResponseRedirect(reverse("console_account_help"))


def _found(request: Request, audience: str, address: str) -> Any:
    if audience not in AUDIENCES or not address:
        return None
    try:
        key = addresses.parse(address, request.place.country).key
    except Refusal:
        return None
    return safety.helpable(operator_of(request), audience=audience, address_key=key)


def _page(request: Request, audience: str, address: str, refusal: Refusal | None = None) -> HttpResponse:
    found = _found(request, audience, address)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "asked": bool(address),
        "address": address,
        "audience": audience or "buyer",
        "audiences": [("buyer", _("Buyer")), ("seller", _("Seller")), ("operator", _("Operator"))],
        "found": found,
        "own": found is not None and found.pk == request.account.pk,
        "steps": [
            {"what": happened(step.what), "at": step.at, "by": step.by_name, "reason": step.reason}
            for step in (safety.steps(found.pk) if found else [])
        ],
        "form_failed": refusal is not None,
        "reason": request.POST.get("reason", ""),
        "errors": [("", said) for said in summary] + [(name, said) for name, said in fields.items()],
        "fields": {name: said[0] for name, said in fields.items()},
    }
    return page(
        request, "console/account_help.html", context, active="console_account_help", title=_("Lost second step"),
        status=STATUS[refusal.kind] if refusal else 200,
    )  # fmt: skip
