"""Where the store keeps its goods."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.inventory import queries as inventory
from kontor.contexts.inventory.services.change_warehouse import change_warehouse
from kontor.contexts.inventory.services.open_warehouse import open_warehouse
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.storefront.account import places

RIGHT, SECTION = "products.stock", "warehouses"
_NAMES = ("name", "country", "city")


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def listed(request: Request, bench: Bench) -> HttpResponse:
    """All warehouses with what lies in them, each to be renamed, and the form for one more."""
    if request.method == "GET":
        return _page(bench, None, {"country": bench.store.country})
    typed = {name: request.POST.get(name, "") for name in _NAMES}
    try:
        open_warehouse(seat=bench.seat, **typed)
    except RightMissing:
        raise
    except Refusal as refusal:
        return _page(bench, None, typed, refusal)
    messages.success(request, _("The warehouse is there. Its stock is 0 until you count."))
    return HttpResponseRedirect(reverse("seller_warehouses"))


@at_bench(RIGHT, SECTION)
@require_POST
def change(request: Request, bench: Bench, warehouse_id: UUID) -> HttpResponse:
    """Another name or place for one of them."""
    typed = {name: request.POST.get(name, "") for name in _NAMES}
    try:
        change_warehouse(seat=bench.seat, warehouse_id=warehouse_id, **typed)
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(bench, warehouse_id, typed, refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_warehouses"))


def _page(bench: Bench, changed: UUID | None, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    """`changed`: the warehouse whose form holds what was typed; None: that of a new one."""
    summary, fields = messages_of(refusal) if refusal else ([], {})
    new, language = changed is None, bench.request.place.language
    context: dict[str, Any] = {
        "page_title": _("Warehouses"),
        "rows": [
            {"row": row, "open": row.id == changed, "typed": typed if row.id == changed else
             {"name": row.name, "country": row.country, "city": row.city},
             "fields": fields if row.id == changed else {}, "country": places.country_name(row.country, language)}
            for row in inventory.warehouses_with_stock(bench.seat)
        ],
        "countries": places.countries(language),
        "form_failed": refusal is not None,
        "typed": typed if new else {"country": bench.store.country},
        "fields": fields if new else {},
        "errors": [("", said) for said in summary] + [(name, said) for name, many in fields.items() for said in many],
    }  # fmt: skip
    return bench.page("seller/warehouses.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
