"""Two people edited one product: the second sees both versions beside what they began with, and chooses (TRD-02)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft
from kontor.contexts.catalogue.fields import Flat, draft_of, flat, settled
from kontor.contexts.catalogue.merging import Clash, Merge, chosen, three_way
from kontor.contexts.sellers import queries as sellers
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench
from kontor.sites.seller_center.editor_draft import fields
from kontor.sites.seller_center.field_words import Words

CONFLICT = 409


def conflict(bench: Bench, form: forms.Form, product: EditedProduct) -> HttpResponse:
    """The page that shows what both changed. Nothing is saved; everything typed travels in the form."""
    product = catalogue.edited_product(bench.seat, product.id)
    base_version = reading.whole(bench.request.POST.get("base_version"), form.version)
    own = [shot.path for shot in form.pictures if shot.path.startswith(f"products/{bench.seat.store_id}/")]
    mine = forms.draft(form, bench.store.currency, own, product)
    merge, base = _laid_out(bench, product, mine, base_version)
    words = Words(bench.request.place.language, bench.store.currency, product.draft.category_id, (merge.merged, base))
    past = catalogue.past_of(bench.seat, product.id, base_version)
    names = sellers.names(bench.seat, {change.by_account for change in past if change.by_account})
    names |= {bench.seat.account_id: _("you, in another window")}
    context: dict[str, Any] = {
        "page_title": _("Two changes of one product"),
        "product": product,
        "title": _heading(product),
        "clashes": [_shown(words, clash) for clash in merge.clashes],
        "theirs": [_shown(words, clash) for clash in merge.theirs],
        "mine": [_shown(words, clash) for clash in merge.mine],
        "who": sorted({names.get(change.by_account, "Kontor") for change in past if change.by_account}),
        "when": past[0].at if past else None,
        "hidden": _hidden(bench, form, product, base_version),
    }
    return bench.page("seller/product_conflict.html", "products", context, CONFLICT)


def merged(bench: Bench, mine: ProductDraft, product: EditedProduct) -> ProductDraft:
    """Both changes in one, as chosen on the page. `product` is the others' version."""
    post = bench.request.POST
    base_version = reading.whole(post.get("base_version"))
    merge, _base = _laid_out(bench, product, mine, base_version)
    wanted = {clash.name: post.get(f"choose.{clash.name}") == "mine" for clash in merge.clashes}
    return draft_of(chosen(merge, wanted))


def _laid_out(bench: Bench, theirs: EditedProduct, mine: ProductDraft, base_version: int) -> tuple[Merge, Flat]:
    base = catalogue.earlier(bench.seat, theirs, base_version) or {}
    return three_way(base, flat(settled(mine, draft_of(base).skus)), flat(theirs.draft)), base


def _shown(words: Words, clash: Clash) -> dict[str, Any]:
    return {
        "name": clash.name,
        "label": words.label(clash.name),
        "pictures": clash.name == "pictures",
        **{
            side: _pictures(value) if clash.name == "pictures" else words.shown(clash.name, value)
            for side, value in (("base", clash.base), ("mine", clash.mine), ("theirs", clash.theirs))
        },
    }


def _pictures(value: Iterable[tuple[str, str]] | None) -> list[str]:
    return [f"{settings.MEDIA_URL}{path}" for path, _option in value or ()]


def _heading(product: EditedProduct) -> str:
    texts = product.draft.texts
    return next((texts[code].title for code in (product.home_language, "en") if code in texts), str(product.number))


def _hidden(bench: Bench, form: forms.Form, product: EditedProduct, base_version: int) -> list[tuple[str, str]]:
    post = bench.request.POST
    found = fields(form, post)
    for name in ("version", "base_version"):
        found.pop(name, None)
    pairs = [(name, value) for name, values in found.items() for value in values]
    act = post.get("act", "save")
    return [
        *pairs, ("version", str(product.version)), ("base_version", str(base_version)), ("merge", "1"),
        ("act", act if act in {"save", "submit"} else "save"),
    ]  # fmt: skip
