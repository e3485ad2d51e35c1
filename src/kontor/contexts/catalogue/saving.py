"""Checking a product and writing its parts, for the services that save one. Within their transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from anyascii import anyascii
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from kontor.contexts.catalogue import models, rules
from kontor.contexts.catalogue.drafts import ProductDraft
from kontor.contexts.catalogue.errors import CategoryNotLeaf, SkuCodeTaken
from kontor.contexts.catalogue.queries.categories import named
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.ids import new_id


def attribute_rules(category_ids: Iterable[int]) -> dict[int, dict[str, rules.AttributeRule]]:
    """What categories say of their attributes, as it is now, with labels in the language of the page. One statement."""
    language = get_language() or "en"
    found: dict[int, dict[str, rules.AttributeRule]] = {category_id: {} for category_id in category_ids}
    for row in models.AttributeDefinition.objects.filter(category_id__in=found).order_by("position", "id"):
        found[row.category_id][row.code] = rules.AttributeRule(
            named(row.labels, language), row.kind, {option["code"] for option in row.options}, row.required, row.is_axis
        )
    return found


def checked(draft: ProductDraft, home_language: str, *, complete: bool = False) -> str:
    """Let a sound draft pass; with `complete`, only one that could be handed in.

    Returns:
        The product's slug.

    Raises:
        Refusals: all that is wrong with it.
    """
    wrong: list[Refusal] = []
    if not models.Category.objects.filter(id=draft.category_id, children__isnull=True).exists():
        wrong.append(CategoryNotLeaf(field="category"))
    languages = {code for code, _ in settings.LANGUAGES}
    known = attribute_rules([draft.category_id])[draft.category_id]
    wrong += rules.faults(draft, home_language=home_language, languages=languages, attributes=known)
    if complete:
        wrong += rules.gaps(draft, known)
    if wrong:
        raise Refusals(wrong)
    return slug(draft, home_language)


def slug(draft: ProductDraft, home_language: str) -> str:
    """The part of the product's address before its number."""
    return rules.slug_of(anyascii(rules.titled(draft.texts, home_language)))


def save_parts(
    product: models.Product, draft: ProductDraft, currency: str, names: Collection[str] | None = None
) -> None:
    """Make texts, pictures and SKUs what the draft says. SKUs that are gone become inactive: orders know them.

    Args:
        names: the fields (`fields.flat`) that differ from what is stored; what holds none of them is not written.

    Raises:
        SkuCodeTaken: when another product of the store uses a code.
    """
    if names is None or any(name.startswith(("title.", "description.", "bullets.")) for name in names):
        _save_texts(product, draft)
    if names is None or "pictures" in names:
        _save_pictures(product, draft)
    if names is None or any(name.startswith("sku.") for name in names):
        _save_skus(product, draft, currency)


def _save_texts(product: models.Product, draft: ProductDraft) -> None:
    kept = {language: text for language, text in draft.texts.items() if text.title.strip()}
    product.texts.exclude(language__in=kept).delete()
    models.ProductText.objects.bulk_create(
        [
            models.ProductText(
                product=product, language=language, title=text.title.strip(), description=text.description,
                bullets=list(text.bullets),
            )
            for language, text in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["product", "language"],
        update_fields=["title", "description", "bullets"],
    )  # fmt: skip


def _save_pictures(product: models.Product, draft: ProductDraft) -> None:
    product.pictures.all().delete()
    models.Picture.objects.bulk_create(
        models.Picture(product=product, position=position, path=part.path, axis_option=part.axis_option)
        for position, part in enumerate(draft.pictures)
    )


SKU_FIELDS = ("code", "barcode", "price_minor", "list_price_minor", "weight_g", "length_mm", "width_mm", "height_mm",
               "hs_code", "active")  # fmt: skip


def _save_skus(product: models.Product, draft: ProductDraft, currency: str) -> None:
    known = {sku.id: sku for sku in product.skus.all()}
    named = {part.id for part in draft.skus}
    fresh: list[models.Sku] = []
    for position, part in enumerate(draft.skus):
        sku = known.get(part.id) if part.id else None
        if sku is None:
            sku = models.Sku(id=part.id or new_id(), product=product, store_id=product.store_id)
            fresh.append(sku)
        for name in SKU_FIELDS:
            setattr(sku, name, getattr(part, name))
        sku.axes, sku.currency, sku.position = dict(part.axes), currency, position
    for sku_id, sku in known.items():
        if sku_id not in named:
            sku.active = False
    try:
        with transaction.atomic():
            models.Sku.objects.bulk_update(known.values(), [*SKU_FIELDS, "axes", "currency", "position"])
            models.Sku.objects.bulk_create(fresh)
    except IntegrityError as error:
        if "sku_code_once" in str(error):
            raise SkuCodeTaken(field="skus") from error
        raise
