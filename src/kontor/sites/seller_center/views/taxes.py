"""Tax numbers by destination (SEL-04)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.sellers import tax_queries
from kontor.contexts.sellers.business_errors import BusinessUnknown
from kontor.contexts.sellers.rules.taxes import KIND_NAMES, UNION
from kontor.contexts.sellers.services.register_tax_number import register_tax_number
from kontor.contexts.sellers.services.remove_tax_number import remove_tax_number
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.sites.seller_center.keeping import Keeper, keeping
from kontor.sites.seller_center.views.business import HOME
from kontor.sites.storefront.account import places

PAGE = "/seller/tax/"


@keeping
@require_http_methods(["GET", "POST"])
def numbers(request: Request, keeper: Keeper) -> HttpResponse:
    """What is registered, what destinations still ask, and the form for one more number."""
    if request.method == "GET":
        asked = request.GET.get("destination", "")
        return _page(keeper, {"destination": asked if asked in {UNION, *COUNTRIES} else ""})
    typed = {name: request.POST.get(name, "") for name in ("destination", "kind", "number")}
    try:
        register_tax_number(by=keeper.by, **typed)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            return HttpResponseRedirect(HOME)
        return _page(keeper, typed, refusal)
    messages.success(request, _("The number is registered."))
    return HttpResponseRedirect(PAGE)


@keeping
@require_POST
def remove(request: Request, keeper: Keeper, number_id: UUID) -> HttpResponse:
    """A number holds no more."""
    if not remove_tax_number(by=keeper.by, tax_number_id=number_id):
        raise NotFound
    messages.success(request, _("The number is removed. What was printed with it stays as it is."))
    return HttpResponseRedirect(PAGE)


def _page(keeper: Keeper, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    try:
        lines = tax_queries.tax_numbers(keeper.by)
    except BusinessUnknown:
        return HttpResponseRedirect(HOME)
    context: dict[str, Any] = {
        "page_title": _("Taxes"),
        "lines": [
            {"line": line, "place": tax_queries.destination_name(line.destination), "kind": _(KIND_NAMES[line.kind])}
            for line in lines
        ],
        "destinations": [
            {"place": tax_queries.destination_name(one.code), "asks": tax_queries.said(one.accepted), "met": one.met,
             "code": one.code}
            for one in tax_queries.destinations(keeper.by)
        ],
        "choices": [
            (UNION, tax_queries.destination_name(UNION)), *places.countries(keeper.request.place.language),
        ],
        "kinds": [(kind, _(name)) for kind, name in KIND_NAMES.items()],
        "typed": typed,
    }  # fmt: skip
    return keeper.page("seller/taxes.html", "taxes", context, refusal)
