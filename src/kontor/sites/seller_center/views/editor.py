"""Writing and changing a product."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.catalogue.lifecycle import PRODUCT
from kontor.contexts.catalogue.services.add_picture import add_picture
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.inventory import queries as inventory
from kontor.contexts.inventory.services.set_stock import set_stock
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.lifecycle import Actor
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center import reading, words
from kontor.sites.seller_center.bench import Bench, at_bench

MOST_UPLOADS = 12


@at_bench("products.edit", "products")
@require_http_methods(["GET", "POST"])
def new(request: Request, bench: Bench) -> HttpResponse:
    """First the category, because it decides what is asked; then the form."""
    language = request.place.language
    source = request.POST if request.method == "POST" else request.GET
    category_id = reading.whole(source.get("category"))
    node = catalogue.category_by_id(category_id, language)
    if node is None or node.children:
        context = {"page_title": _("New product"), "categories": _categories(language)}
        return bench.page("seller/product_category.html", "products", context)
    if request.method == "POST":
        return _save(bench, None, category_id)
    form = forms.Form(category_id=category_id, rows=[forms.SkuRow()], handling_days=str(bench.store.handling_days))
    return _page(bench, form, None)


@at_bench("products.view", "products")
@require_http_methods(["GET", "POST"])
def edit(request: Request, bench: Bench, product_id: UUID) -> HttpResponse:
    """A known product; without the right to edit it is shown and cannot be saved."""
    product = catalogue.edited_product(bench.seat, product_id)
    if request.method == "POST":
        chosen = reading.whole(request.POST.get("category"), product.draft.category_id)
        return _save(bench, product, chosen)
    return _page(bench, forms.opened(product, _stock(bench, product)), product)


def _save(bench: Bench, product: EditedProduct | None, category_id: int) -> HttpResponse:
    post = bench.request.POST
    attributes = catalogue.attributes_of(category_id, bench.request.place.language)
    form = forms.typed(post, category_id, attributes)
    own = [path for path in form.pictures if path.startswith(f"products/{bench.seat.store_id}/")]
    try:
        for upload in bench.request.FILES.getlist("pictures")[:MOST_UPLOADS]:
            path = add_picture(seat=bench.seat, content=upload.read())
            own.append(path)
            if path not in form.pictures:
                form.pictures.append(path)
        with transaction.atomic():
            draft = forms.draft(form, bench.store.currency, own, product)
            if product is None:
                product_id = create_product(seat=bench.seat, draft=draft)
            else:
                product_id = product.id
                change_product(seat=bench.seat, product_id=product_id, version=form.version, draft=draft)
            _count_stock(bench, product_id, form)
    except RightMissing:
        raise
    except Refusal as refusal:
        return _page(bench, form, product, refusal)
    messages.success(bench.request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_product", args=[product_id]))


def _count_stock(bench: Bench, product_id: UUID, form: forms.Form) -> None:
    """Stock as typed, into the first warehouse; only what changed, only by whoever may."""
    places = inventory.warehouses(bench.seat)
    if not places or not bench.seat.may("products.stock"):
        return
    saved = {sku.code: sku.id for sku in catalogue.edited_product(bench.seat, product_id).draft.skus}
    rows = [(index, row) for index, row in enumerate(row for row in form.rows if not row.blank) if row.stock]
    for index, row in rows:
        sku_id = saved.get(row.code)
        if sku_id is None:
            continue
        try:
            set_stock(
                seat=bench.seat, sku_id=sku_id, warehouse_id=places[0].id, on_hand=reading.whole(row.stock, -1, -1)
            )
        except Refusal as refusal:
            refusal.field = f"skus.{index}.stock"
            raise Refusals([refusal]) from refusal


def _stock(bench: Bench, product: EditedProduct) -> dict[UUID, int]:
    places = inventory.warehouses(bench.seat)
    rows = inventory.stock_of(bench.seat, [sku.id for sku in product.draft.skus if sku.id])
    return {row.sku_id: row.on_hand for row in rows if places and row.warehouse_id == places[0].id}


def _page(
    bench: Bench, form: forms.Form, product: EditedProduct | None, refusal: Refusal | None = None
) -> HttpResponse:
    language = bench.request.place.language
    attributes = catalogue.attributes_of(form.category_id, language)
    summary, errors = messages_of(refusal) if refusal else ([], {})
    home = product.home_language if product else bench.store.language
    if "title" in errors:
        errors[f"title.{home}"] = errors.pop("title")
    may_edit = bench.seat.may("products.edit")
    filled = [row for row in form.rows if not row.blank]
    context: dict[str, Any] = {
        "page_title": form.texts[home].title if home in form.texts else _("New product"),
        "form": form,
        "rows": filled + [forms.SkuRow() for _spare in range(forms.SPARE_ROWS if may_edit else 0)],
        "product": product,
        "category": catalogue.path_of(form.category_id, language),
        "categories": _categories(language),
        "languages": _languages(form, home),
        "plain_attributes": [_field(view, form) for view in attributes.values() if not view.is_axis],
        "axes": [view for view in attributes.values() if view.is_axis],
        "currency": bench.store.currency,
        "label": words.PRODUCT_STATES[product.state] if product else "",
        "moves": PRODUCT.possible(product.state, Actor.SELLER) if product else [],
        "may_edit": may_edit,
        "may_stock": bench.seat.may("products.stock"),
        "errors": {"": summary, **errors} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/product.html", "products", context, STATUS[refusal.kind] if refusal else 200)


def _languages(form: forms.Form, home: str) -> list[dict[str, Any]]:
    """The seven languages, the store's own first; those with words are open."""
    order = sorted(settings.LANGUAGES, key=lambda pair: (pair[0] != home, pair[0] != "en"))
    return [
        {"code": code, "name": name, "text": form.texts.get(code), "open": code == home or code in form.texts}
        for code, name in order
    ]


def _field(view: Any, form: forms.Form) -> dict[str, Any]:
    return {
        "view": view,
        "value": form.attributes.get(view.code, ""),
        "options": [(option.code, option.label) for option in view.options.values()],
    }


def _categories(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Leaves as grouped choices, by top category."""

    def leaves(node: catalogue.CategoryNode, path: str = "") -> list[tuple[str, str]]:
        if not node.children:
            return [(str(node.id), f"{path}{node.name}")]
        return [leaf for child in node.children for leaf in leaves(child, f"{path}{node.name} › " if path else "")]

    return [(root.name, leaves(root)) for root in catalogue.category_tree(language)]
