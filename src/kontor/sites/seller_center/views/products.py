"""Products of the store: the list, and moving one through its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
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
from kontor.sites.seller_center import editor_page, filters, reading, words
from kontor.sites.seller_center.bench import Bench, at_bench

PAGE = 50
SOLD_OUT = "sold_out"


def asked_for(asked: QueryDict, language: str) -> catalogue.ProductFilter:
    """The filter that a query string names; what it does not know is left out. A category means all below it."""
    state, stock = asked.get("state", ""), asked.get("stock", "")
    category = catalogue.category_by_id(reading.whole(asked.get("category")), language)
    return catalogue.ProductFilter(
        state=state if state in {*words.PRODUCT_STATES, SOLD_OUT} else "",
        category_ids=tuple(_below(category)) if category else (),
        stock=stock if stock in words.STOCKS else "",
        text=asked.get("q", "").strip()[:100],
    )


def _below(node: catalogue.CategoryNode) -> list[int]:
    return [node.id, *(each for child in node.children for each in _below(child))]


@at_bench("products.view", "products")
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The list: states as tabs with their counts; category, stock and search narrow it; pages go by key."""
    asked, language = request.GET, request.place.language
    wanted = asked_for(asked, language)
    counts = catalogue.seller_product_counts(bench.seat)
    rows = catalogue.seller_products(
        bench.seat, state=wanted.state, after=reading.uuid(asked.get("after")), text=wanted.text, limit=PAGE,
        category_ids=wanted.category_ids, stock=wanted.stock,
    )  # fmt: skip
    narrowed = bool(wanted.category_ids or wanted.stock or wanted.text)
    total = catalogue.seller_product_total(bench.seat, wanted) if narrowed else counts[wanted.state or "all"]
    may_edit, may_stock = bench.seat.may("products.edit"), bench.seat.may("products.stock")
    context = {
        "page_title": _("Products"),
        "tabs": _tabs(wanted.state, counts),
        "state": wanted.state,
        "text": wanted.text,
        "stock": wanted.stock,
        "stocks": list(words.STOCKS.items()),
        "category": asked.get("category", "") if wanted.category_ids else "",
        "categories": editor_page.categories(language),
        "labels": words.PRODUCT_STATES,
        "products": rows.rows,
        "total": total,
        "narrowed": narrowed,
        "next": rows.after or "",
        "further": bool(asked.get("after")),
        "may_edit": may_edit,
        "may_change": may_edit or may_stock,
        "query": asked.urlencode(),
        "filters": filters.strip(bench, "products"),
        "search_href": "/seller/products/",
    }
    return bench.page("seller/products.html", "products", context)


def _tabs(state: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    states = {"": _("All"), **words.PRODUCT_STATES, SOLD_OUT: _("Sold out")}
    return [
        {
            "label": label,
            "href": f"?state={name}" if name else "?",
            "active": name == state,
            "count": counts[name or "all"],
            "kind": "error" if name in {"rejected", SOLD_OUT} and counts[name] else "",
        }
        for name, label in states.items()
    ]


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
    """Take a product off sale; the button that puts it back stands on the page that follows."""
    del request
    call = lambda: delist(by=bench.seat, product_id=product_id)  # noqa: E731
    return _move(bench, product_id, call, _("The product is off sale. You can put it back here."))


@at_bench("products.edit", "products")
@require_POST
def on_sale(request: Request, bench: Bench, product_id: UUID) -> HttpResponse:
    """Bring a product back."""
    del request
    call = lambda: relist(by=bench.seat, product_id=product_id)  # noqa: E731
    return _move(bench, product_id, call, _("The product is on sale again."))
