"""Stores: the list, and one with its counts, people and balances."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.governance.queries.register import points_in_force
from kontor.contexts.governance.queries.score import service_score
from kontor.contexts.insight import queries as insight
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.sellers.queries import hiding
from kontor.contexts.sellers.services.show_store import show_store
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
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
    return _store_page(request, slug)


@signed_in
@require_POST
def show(request: Request, slug: str) -> HttpResponse:
    """Bring a hidden store back at once."""
    store = insight.store_file(operator_of(request), slug).line
    try:
        show_store(
            viewer=operator_of(request),
            store_id=insight.store_ids(operator_of(request), [store.slug])[store.slug],
        )
    except Refusal as refusal:
        return _store_page(request, slug, refusal)
    messages.success(request, _("The store is shown again."))
    return HttpResponseRedirect(reverse("console_store", args=[slug]))


def _store_page(request: Request, slug: str, refusal: Refusal | None = None) -> HttpResponse:
    viewer = operator_of(request)
    file = insight.store_file(viewer, slug)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    hidden = file.line.state == "hidden"
    context = {
        "file": file,
        "store": file.line,
        "rating": f"{file.line.rating_hundredths / 100:.1f}",
        "orders": [(str(state), file.orders.get(state, 0)) for state in State],
        "hiding": hiding(file.line.store_id) if hidden else None,
        "score": service_score(viewer, file.line.store_id),
        "points": points_in_force(viewer, file.line.store_id),
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "form_failed": refusal is not None,
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/store.html", context, active=ACTIVE, title=file.line.name, status=status)
