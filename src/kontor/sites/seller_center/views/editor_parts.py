"""Parts of the editor that work beside its form: keeping what is typed, throwing it away, pictures, the preview."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.services.add_picture import add_picture
from kontor.contexts.catalogue.services.crop_picture import crop_picture
from kontor.contexts.catalogue.services.discard_draft import discard_draft
from kontor.contexts.catalogue.services.keep_draft import keep_draft
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import new_id
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.editor_draft import title_of, typed
from kontor.sites.seller_center.editor_preview import preview_of
from kontor.ui.formats import moment

MOST_AT_ONCE = 4  # pictures of one request: the browser sends them one by one


@at_bench("products.edit", "products")
@require_POST
def autosave(request: Request, bench: Bench) -> HttpResponse:
    """Keep what is typed. For the page's script, which tells when it was kept."""
    post = request.POST
    try:
        keep_draft(
            seat=bench.seat, draft_id=reading.uuid(post.get("draft")) or new_id(),
            product_id=reading.uuid(post.get("product")), version=reading.whole(post.get("version")),
            title=title_of(post, bench.store.language), typed=typed(post),
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse({"said": _("Kept at %(time)s, not saved yet.") % {"time": moment(now())}})


@at_bench("products.edit", "products")
@require_POST
def discard(request: Request, bench: Bench) -> HttpResponse:
    """Throw away what was typed: back to the product as it is saved, or to the list."""
    product_id = reading.uuid(request.POST.get("product"))
    discard_draft(seat=bench.seat, draft_id=reading.uuid(request.POST.get("draft")), product_id=product_id)
    messages.success(request, _("What was not saved is thrown away."))
    if product_id is not None:
        return HttpResponseRedirect(reverse("seller_product", args=[product_id]))
    return HttpResponseRedirect(reverse("seller_products"))


@at_bench("products.edit", "products")
@require_POST
def pictures(request: Request, bench: Bench) -> HttpResponse:
    """Take in pictures, or cut a square out of one; answers with their tiles. For the page's script."""
    try:
        if cut := request.POST.get("crop", ""):
            across, zoom = request.POST.get("across"), request.POST.get("zoom")
            paths = [
                crop_picture(
                    seat=bench.seat, path=cut, across=reading.whole(across, 50, 0, 100),
                    zoom=reading.whole(zoom, 100, 100, 400),
                )
            ]  # fmt: skip
        else:
            files = request.FILES.getlist("pictures")[:MOST_AT_ONCE]
            paths = [add_picture(seat=bench.seat, content=file.read()) for file in files]
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse({"paths": paths})


@at_bench("products.view", "products")
@require_POST
def preview(request: Request, bench: Bench) -> HttpResponse:
    """The product's page as buyers would see it with what is typed now. Nothing is saved."""
    post = request.POST
    product_id = reading.uuid(post.get("product"))
    product = catalogue.edited_product(bench.seat, product_id) if product_id else None
    category_id = reading.whole(post.get("category"))
    form = forms.typed(post, category_id, catalogue.attributes_of(category_id, request.place.language))
    own = [shot.path for shot in form.pictures if shot.path.startswith(f"products/{bench.seat.store_id}/")]
    draft = forms.draft(form, bench.store.currency, own, product)
    stock = {row.code: sum(reading.whole(units) for units in row.stock.values()) for row in form.rows}
    language = post.get("preview_language") or bench.store.language
    context = preview_of(bench, draft, stock, product, language, request.place)
    if context is None:
        return bench.page("seller/preview_empty.html", "products", {"page_title": _("Preview")}, 422)
    with override(context["language"]):
        return render(request, "seller/product_preview.html", context)


def _refused(refusal: Refusal) -> JsonResponse:
    summary, fields = messages_of(refusal)
    sentences = [*summary, *(sentence for several in fields.values() for sentence in several)]
    return JsonResponse({"said": " ".join(sentences)}, status=STATUS[refusal.kind])
