"""Writing the parts of a product, for the services that save one. Within their transaction."""

from __future__ import annotations

from anyascii import anyascii
from django.conf import settings
from django.db import IntegrityError

from kontor.contexts.catalogue import models, rules
from kontor.contexts.catalogue.drafts import ProductDraft
from kontor.contexts.catalogue.errors import CategoryNotLeaf, SkuCodeTaken
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.ids import new_id


def checked(draft: ProductDraft, home_language: str) -> str:
    """Let a sound draft pass.

    Returns:
        The product's slug.

    Raises:
        Refusals: all that is wrong with it.
    """
    wrong: list[Refusal] = []
    category = models.Category.objects.filter(id=draft.category_id, children__isnull=True).first()
    if category is None:
        wrong.append(CategoryNotLeaf(field="category"))
    axes = models.AttributeDefinition.objects.filter(category=category, is_axis=True).values_list("code", flat=True)
    languages = {code for code, _ in settings.LANGUAGES}
    wrong += rules.faults(draft, home_language=home_language, languages=languages, axes=set(axes) if category else ())
    if wrong:
        raise Refusals(wrong)
    return rules.slug_of(anyascii(rules.titled(draft.texts, home_language)))


def save_parts(product: models.Product, draft: ProductDraft, currency: str) -> None:
    """Make texts, pictures and SKUs what the draft says. SKUs that are gone become inactive: orders know them.

    Raises:
        SkuCodeTaken: when another product of the store uses a code.
    """
    product.texts.exclude(language__in=draft.texts).delete()
    models.ProductText.objects.bulk_create(
        [
            models.ProductText(
                product=product, language=language, title=text.title.strip(), description=text.description,
                bullets=list(text.bullets),
            )
            for language, text in draft.texts.items()
            if text.title.strip()
        ],
        update_conflicts=True,
        unique_fields=["product", "language"],
        update_fields=["title", "description", "bullets"],
    )  # fmt: skip
    product.pictures.all().delete()
    models.Picture.objects.bulk_create(
        models.Picture(product=product, position=position, path=part.path, axis_option=part.axis_option)
        for position, part in enumerate(draft.pictures)
    )
    _save_skus(product, draft, currency)


SKU_FIELDS = ("code", "barcode", "price_minor", "list_price_minor", "weight_g", "length_mm", "width_mm", "height_mm",
               "hs_code", "active")  # fmt: skip


def _save_skus(product: models.Product, draft: ProductDraft, currency: str) -> None:
    known = {sku.id: sku for sku in product.skus.all()}
    named = {part.id for part in draft.skus}
    fresh: list[models.Sku] = []
    for position, part in enumerate(draft.skus):
        sku = known.get(part.id) if part.id else None
        if sku is None:
            sku = models.Sku(id=new_id(), product=product, store_id=product.store_id)
            fresh.append(sku)
        for name in SKU_FIELDS:
            setattr(sku, name, getattr(part, name))
        sku.axes, sku.currency, sku.position = dict(part.axes), currency, position
    for sku_id, sku in known.items():
        if sku_id not in named:
            sku.active = False
    try:
        models.Sku.objects.bulk_update(known.values(), [*SKU_FIELDS, "axes", "currency", "position"])
        models.Sku.objects.bulk_create(fresh)
    except IntegrityError as error:
        if "sku_code_once" in str(error):
            raise SkuCodeTaken(field="skus") from error
        raise
