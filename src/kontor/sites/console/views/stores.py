"""Stores: the list, and one with its counts, people and balances."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.insight import queries as insight
from kontor.contexts.orders.lifecycle import State
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import STORES, said

ACTIVE = "console_stores"
PAGE = 50


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """Stores by name, of one state, paged by key."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    after = request.GET.get("after", "")
    found = insight.stores(operator_of(request), text=text, state=state, after=after, size=PAGE + 1)
    context = {
        "stores": found[:PAGE],
        "next_key": found[PAGE - 1].slug if len(found) > PAGE else "",
        "after": after,
        "text": text,
        "state": state,
        "states": [(key, said(STORES, key)) for key in STORES],
    }
    return page(request, "console/stores.html", context, active=ACTIVE, title=_("Stores"))


@signed_in
@require_GET
def store_page(request: Request, slug: str) -> HttpResponse:
    """One store, whatever its state."""
    file = insight.store_file(operator_of(request), slug)
    context = {
        "file": file,
        "store": file.line,
        "rating": f"{file.line.rating_hundredths / 100:.1f}",
        "orders": [(str(state), file.orders.get(state, 0)) for state in State],
    }
    return page(request, "console/store.html", context, active=ACTIVE, title=file.line.name)
