"""Products of the store: the list, and moving one through its life."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import filters, reading, words
from kontor.sites.seller_center.bench import Bench, at_bench

PAGE = 30
SOLD_OUT = "sold_out"


@at_bench("products.view", "products")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The list: states as tabs with their counts, search by title, SKU or number."""
    asked = request.GET
    states = {"": _("All"), **words.PRODUCT_STATES, SOLD_OUT: _("Sold out")}
    state = asked.get("state", "")
    state = state if state in states else ""
    text = asked.get("q", "").strip()[:100]
    counts = catalogue.seller_product_counts(bench.seat)
    rows = catalogue.seller_products(
        bench.seat, state=state, after=reading.uuid(asked.get("after")), text=text, limit=PAGE
    )
    context = {
        "page_title": _("Products"),
        "tabs": [
            {
                "label": label,
                "href": f"?state={name}" if name else "?",
                "active": name == state,
                "count": counts[name or "all"],
                "kind": "error" if name in {"rejected", SOLD_OUT} and counts[name] else "",
            }
            for name, label in states.items()
        ],
        "state": state,
        "text": text,
        "labels": words.PRODUCT_STATES,
        "products": rows.rows,
        "next": rows.after or "",
        "further": bool(asked.get("after")),
        "may_edit": bench.seat.may("products.edit"),
        "filters": filters.strip(bench, "products"),
        "search_href": "/seller/products/",
    }
    return bench.page("seller/products.html", "products", context)


def _move(bench: Bench, product_id: UUID, call: Callable[[], object], done: str) -> HttpResponse:
    try:
        call()
    except RightMissing:
        raise
    except Refusal as refusal:
        catalogue.edited_product(bench.seat, product_id)  # a stranger's is absent
        summary, fields = messages_of(refusal)
        for sentence in [*summary, *(said for several in fields.values() for said in several)]:
            messages.error(bench.request, sentence)
    else:
        messages.success(bench.request, done)
    return HttpResponseRedirect(reverse("seller_product", args=[product_id]))


@at_bench("products.edit", "products")
@require_POST
def submit(request: Request, bench: Bench, product_id: UUID) -> HttpResponse:
    """Hand a product in for review."""
    del request
    return _move(
        bench, product_id, lambda: submit_for_review(seat=bench.seat, product_id=product_id),
        _("Handed in. You will hear from the review."),
    )  # fmt: skip


@at_bench("products.edit", "products")
@require_POST
def off_sale(request: Request, bench: Bench, product_id: UUID) -> HttpResponse:
    """Take a product off sale."""
    del request
    call = lambda: delist(by=bench.seat, product_id=product_id)  # noqa: E731
    return _move(bench, product_id, call, _("The product is off sale."))


@at_bench("products.edit", "products")
@require_POST
def on_sale(request: Request, bench: Bench, product_id: UUID) -> HttpResponse:
    """Bring a product back."""
    del request
    call = lambda: relist(by=bench.seat, product_id=product_id)  # noqa: E731
    return _move(bench, product_id, call, _("The product is on sale again."))
