"""Cashback partners: who they are, what they promise, how their rewards stand (BUY-12)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.promotions import queries
from kontor.contexts.promotions.policy import COOKIE_DAYS
from kontor.contexts.promotions.services.register_partner import Registered, register_partner
from kontor.contexts.promotions.services.switch_partner import switch_partner
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page

ACTIVE = "console_cashback"
_FIELDS = ("name", "slug", "percent", "fixed", "currency", "cookie_days", "postback_url", "owner_email")


@signed_in
@require_http_methods(["GET", "POST"])
def cashback(request: Request) -> HttpResponse:
    """All partners, and the form for another one. A new partner's secret is shown on the answer, once."""
    if request.method == "GET":
        return _page(request)
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    try:
        made = register_partner(by=operator_of(request), **typed)
    except Refusal as refusal:
        return _page(request, typed=typed, refusal=refusal)
    return _page(request, made=made)


@signed_in
@require_POST
def switch(request: Request, slug: str) -> HttpResponse:
    """Close a partner, or open it again."""
    on = request.POST.get("on") == "1"
    switch_partner(by=operator_of(request), slug=slug, on=on)
    messages.success(request, _("New clicks count again.") if on else _("New clicks do not count any more."))
    return HttpResponseRedirect(reverse(ACTIVE))


def _page(
    request: Request,
    *,
    typed: dict[str, str] | None = None,
    refusal: Refusal | None = None,
    made: Registered | None = None,
) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "rows": queries.partners(operator_of(request)),
        "typed": typed or {"cookie_days": str(COOKIE_DAYS.int())},
        "fields": {name: said[0] for name, said in fields.items()},
        "errors": [("", said) for said in summary] + [(name, said[0]) for name, said in fields.items()],
        "form_failed": refusal is not None,
        "made": made,
        "currencies": [(code, code) for code in sorted(CURRENCIES)],
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/cashback.html", context, active=ACTIVE, title=_("Cashback partners"), status=status)
