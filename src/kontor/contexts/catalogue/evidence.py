"""What a reviewer sees of a product: what it is, and what changed since it was approved, field by field (TRD-02)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language, gettext

from kontor.contexts.catalogue import fields, models
from kontor.contexts.catalogue.queries.categories import AttributeView, attributes_of, path_of
from kontor.contexts.catalogue.queries.drafts import draft_from
from kontor.contexts.catalogue.rules import foreign_chapters
from kontor.contexts.catalogue.working import written
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import Change, Evidence, Link, Picture
from kontor.ui.formats import money


def shown(viewer: Operator, product_id: UUID) -> Evidence:
    """The product as it waits: changed fields with what stood there, the others as they are."""
    del viewer
    products = models.Product.objects.select_related("store", "category", "approved_version", "revision")
    product = products.prefetch_related("texts", "skus", "pictures").filter(id=product_id).first()
    if product is None:
        return []
    live = fields.flat(draft_from(product))
    after = written(live, getattr(product, "revision", None))
    approved = getattr(product, "approved_version", None)
    before = approved.body if approved else (live if hasattr(product, "revision") else {})
    return list(_lines(product, before, after))


def _lines(product: models.Product, before: fields.Flat, after: fields.Flat) -> Iterator[tuple[str, Any]]:
    language = get_language() or "en"
    draft = fields.draft_of(after)
    known = attributes_of(draft.category_id, language)
    yield gettext("Store"), Link(product.store.name, f"/console/stores/{product.store.slug}/")
    if before:
        changed = len(fields.changes(before, after))
        yield gettext("Fields changed since it was approved"), changed
    yield gettext("Number"), str(product.number)
    was, now = before.get("category"), after.get("category")
    yield gettext("Category"), _beside(_category(was, language), _category(now, language), known=bool(before))
    yield from _texts(before, after)
    yield gettext("Pictures"), _pictures(before, after)
    yield gettext("Brand"), _beside(before.get("brand", ""), after.get("brand", ""), known=bool(before))
    yield from _attributes(before, after, known)
    yield from _skus(product, before, after)
    if strange := foreign_chapters(draft, product.category.hs_prefix):
        yield gettext("HS codes of another chapter than the category's"), strange
    rejected = product.decisions.filter(approved=False).order_by("-at", "-id").first()
    if rejected is not None:
        yield (
            gettext("Sent back before"),
            [rejected.at, *(gettext(line) for line in rejected.reason.splitlines() if line)],
        )


def _beside(before: str, after: str, *, known: bool) -> Any:
    return Change(before, after) if known and before != after else after or "–"


def _category(category_id: int | None, language: str) -> str:
    return " › ".join(node.name for node in path_of(category_id or 0, language))


def _texts(before: fields.Flat, after: fields.Flat) -> Iterator[tuple[str, Any]]:
    labels = {
        "title": gettext("Title, %(language)s"),
        "description": gettext("Description, %(language)s"),
        "bullets": gettext("Highlights, %(language)s"),
    }
    for code, language in settings.LANGUAGES:
        for name, label in labels.items():
            key = f"{name}.{code}"
            old, new = _text(before.get(key)), _text(after.get(key))
            if old or new:
                yield label % {"language": gettext(language)}, _beside(old, new, known=bool(before))


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else value or ""


def _pictures(before: fields.Flat, after: fields.Flat) -> Any:
    old, new = ([_picture(path) for path, _ in of.get("pictures", [])] for of in (before, after))
    same = before.get("pictures") == after.get("pictures")
    return Change(old, new) if before and not same else new or "–"


def _picture(path: str) -> Picture:
    return Picture(f"{settings.MEDIA_URL}{path}", gettext("Picture of the product"))


def _attributes(
    before: fields.Flat, after: fields.Flat, known: Mapping[str, AttributeView]
) -> Iterator[tuple[str, Any]]:
    for code, view in known.items():
        old, new = (of.get(f"attribute.{code}", "") for of in (before, after))
        if old or new:
            yield (
                view.label,
                _beside(view.shown(old) if old else "", view.shown(new) if new else "", known=bool(before)),
            )


def _skus(product: models.Product, before: fields.Flat, after: fields.Flat) -> Iterator[tuple[str, Any]]:
    currency = product.store.currency
    old, new = (
        {sku.code: money(Money(sku.price_minor, currency)) for sku in fields.draft_of(of).skus if sku.active}
        for of in (before, after)
    )
    label = gettext("Prices")
    if not before or old == new:
        yield label, [f"{code}: {price}" for code, price in new.items()] or "–"
        return
    codes = [*old, *(code for code in new if code not in old)]
    yield (
        label,
        [
            Change(f"{code}: {old[code]}" if code in old else "", f"{code}: {new[code]}" if code in new else "")
            for code in codes
            if old.get(code) != new.get(code)
        ],
    )
