"""Writing and changing a product: opening, the buttons of the form, saving."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft
from kontor.contexts.catalogue.errors import SomebodyElseChanged
from kontor.contexts.catalogue.services.add_picture import add_picture
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.catalogue.services.crop_picture import crop_picture
from kontor.contexts.catalogue.services.discard_draft import discard_draft
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import new_id
from kontor.platform.http.request import Request
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center import editor_grid as grid
from kontor.sites.seller_center import editor_page, reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.editor_conflict import conflict, merged
from kontor.sites.seller_center.editor_draft import kept
from kontor.sites.seller_center.editor_stock import count_stock, refreshed, stock_of

MOST_UPLOADS = 12
_TAIL = 4  # signs of the draft's id that tell its codes apart


@at_bench("products.edit", "products")
@require_http_methods(["GET", "POST"])
def new(request: Request, bench: Bench) -> HttpResponse:
    """First the category, because it decides what is asked; then the form. An unsaved one is taken up by its id."""
    language = request.place.language
    source = request.POST if request.method == "POST" else request.GET
    draft_id = reading.uuid(source.get("draft")) or new_id()
    unsaved = catalogue.unsaved(bench.seat, draft_id) if request.method == "GET" else None
    category_id = reading.whole(source.get("category") or (unsaved.typed.get("category", [""])[0] if unsaved else ""))
    node = catalogue.category_by_id(category_id, language)
    if node is None or node.children:
        context = {
            "page_title": _("New product"),
            "categories": editor_page.categories(language),
            "unsaved": catalogue.unsaved_new(bench.seat),
        }
        return bench.page("seller/product_category.html", "products", context)
    if request.method == "POST":
        return _sent(bench, None, category_id, draft_id)
    if unsaved is not None:
        return _restored(bench, None, unsaved, category_id)
    form = forms.Form(category_id=category_id, handling_days=str(bench.store.handling_days))
    return editor_page.page(bench, form, None, draft_id=draft_id)


@at_bench("products.view", "products")
@require_http_methods(["GET", "POST"])
def edit(request: Request, bench: Bench, product_id: UUID) -> HttpResponse:
    """A known product; without the right to edit it is shown and cannot be saved."""
    product = catalogue.edited_product(bench.seat, product_id)
    if request.method == "POST":
        chosen = reading.whole(request.POST.get("category"), product.draft.category_id)
        return _sent(bench, product, chosen, new_id())
    unsaved = catalogue.unsaved_of(bench.seat, product_id)
    if unsaved is not None:
        category_id = reading.whole(unsaved.typed.get("category", [""])[0], product.draft.category_id)
        return _restored(bench, product, unsaved, category_id)
    form = forms.opened(product, stock_of(bench, product))
    return editor_page.page(bench, form, product, draft_id=new_id(), language=request.GET.get("with", ""))


def _restored(
    bench: Bench, product: EditedProduct | None, unsaved: catalogue.Unsaved, category_id: int
) -> HttpResponse:
    attributes = catalogue.attributes_of(category_id, bench.request.place.language)
    typed = QueryDict(mutable=True)
    for name, values in unsaved.typed.items():
        typed.setlist(name, values)
    form = forms.typed(typed, category_id, attributes)
    language = typed.get("shown_language", "")
    return editor_page.page(bench, form, product, draft_id=unsaved.id, restored=unsaved, language=language)


def _sent(bench: Bench, product: EditedProduct | None, category_id: int, draft_id: UUID) -> HttpResponse:
    post = bench.request.POST
    require(bench.seat, "products.edit")
    attributes = catalogue.attributes_of(category_id, bench.request.place.language)
    form = forms.typed(post, category_id, attributes)
    language = post.get("shown_language", "")
    act = post.get("act", "save")
    try:
        for upload in bench.request.FILES.getlist("pictures")[:MOST_UPLOADS]:
            grid.add_picture(form, add_picture(seat=bench.seat, content=upload.read()))
        if act not in {"save", "submit"}:
            _act(bench, form, act, [view for view in attributes.values() if view.is_axis])
            kept(bench, form, product, draft_id)
            return editor_page.page(bench, form, product, draft_id=draft_id, dirty=True, language=language)
        return _saved(bench, form, product, draft_id, hand_in=act == "submit")
    except SomebodyElseChanged:
        if product is None:
            raise
        return conflict(bench, form, product)
    except RightMissing:
        raise
    except Refusal as refusal:
        if product is not None:
            form = _again(bench, form, product)
        kept(bench, form, product, draft_id)
        return editor_page.page(bench, form, product, draft_id=draft_id, refusal=refusal, dirty=True, language=language)


def _again(bench: Bench, form: forms.Form, product: EditedProduct) -> forms.Form:
    """The form after a refusal: with both changes where two were being merged, and with what lies in stock now."""
    there = stock_of(bench, product)
    if "merge" in bench.request.POST:
        own = [shot.path for shot in form.pictures if shot.path.startswith(f"products/{bench.seat.store_id}/")]
        both = merged(bench, forms.draft(form, bench.store.currency, own, product), product)
        return forms.opened(replace(product, draft=both), there)
    refreshed(form, there)
    return form


def _act(bench: Bench, form: forms.Form, act: str, axes: list[catalogue.AttributeView]) -> None:
    """A button of the form that saves nothing."""
    post, (verb, _colon, place) = bench.request.POST, act.partition(":")
    if verb == "generate":
        added = grid.generated(form, post, axes)
        said = ngettext("%(count)s variant is added.", "%(count)s variants are added.", added) % {"count": added}
        messages.info(bench.request, said)
    elif verb == "fill":
        count = grid.filled(form, post.get("fill_what", ""), post.get("fill_value", ""))
        said = ngettext("%(count)s variant is filled in.", "%(count)s variants are filled in.", count)
        messages.info(bench.request, said % {"count": count})
    elif verb == "row":
        form.rows.append(forms.SkuRow())
    elif verb in {"up", "down", "remove"}:
        grid.moved(form, verb, reading.whole(place, -1, -1))
    elif verb == "square":
        index = reading.whole(place, -1, -1)
        if 0 <= index < len(form.pictures):
            form.pictures[index].path = crop_picture(
                seat=bench.seat, path=form.pictures[index].path,
                across=reading.whole(post.get(f"crop_across.{index}"), 50, 0, 100),
                zoom=reading.whole(post.get(f"crop_zoom.{index}"), 100, 100, 400),
            )  # fmt: skip


def _saved(
    bench: Bench, form: forms.Form, product: EditedProduct | None, draft_id: UUID, *, hand_in: bool
) -> HttpResponse:
    own = [shot.path for shot in form.pictures if shot.path.startswith(f"products/{bench.seat.store_id}/")]
    grid.name_rows(form, _title(form, bench, product), str(product.id if product else draft_id)[-_TAIL:].upper())
    draft = forms.draft(form, bench.store.currency, own, product)
    merge = product is not None and "merge" in bench.request.POST
    if product is not None and merge:
        draft = merged(bench, draft, product)
    waits = False
    with transaction.atomic():
        if product is None:
            product_id = create_product(seat=bench.seat, draft=draft)
        else:
            product_id = product.id
            waits = _changed(bench, product, form.version, draft)
        count_stock(bench, product_id, form)
        if hand_in:
            submit_for_review(seat=bench.seat, product_id=product_id)
        discard_draft(seat=bench.seat, draft_id=draft_id)
        discard_draft(seat=bench.seat, product_id=product_id)
    messages.success(bench.request, _said(waits=waits, hand_in=hand_in))
    language = bench.request.POST.get("shown_language", "")
    return HttpResponseRedirect(
        reverse("seller_product", args=[product_id]) + (f"?with={language}" if language else "")
    )


def _changed(bench: Bench, product: EditedProduct, version: int, draft: ProductDraft) -> bool:
    return change_product(seat=bench.seat, product_id=product.id, version=version, draft=draft).waits


def _title(form: forms.Form, bench: Bench, product: EditedProduct | None) -> str:
    home = product.home_language if product else bench.store.language
    texts = [form.texts[code].title for code in ("en", home) if code in form.texts]
    return next((title for title in texts if title), "")


def _said(*, waits: bool, hand_in: bool) -> str:
    if hand_in:
        return _("Saved and handed in. You will hear from the review.")
    if waits:
        return _(
            "Saved. Buyers see the new words and pictures after the review; the product stays as it is until then."
        )
    return _("Saved.")
