"""From rows to the values that editors work with."""

from __future__ import annotations

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import PictureDraft, ProductDraft, SkuDraft, TextDraft


def draft_from(product: models.Product) -> ProductDraft:
    """The product as its rows hold it: three statements where nothing was fetched before."""
    return ProductDraft(
        category_id=product.category_id,
        texts={t.language: TextDraft(t.title, t.description, tuple(t.bullets)) for t in product.texts.all()},
        skus=tuple(sku_from(sku) for sku in sorted(product.skus.all(), key=lambda sku: (sku.position, sku.id))),
        pictures=tuple(
            PictureDraft(p.path, p.axis_option) for p in sorted(product.pictures.all(), key=lambda p: p.position)
        ),
        brand=product.brand,
        attributes={code: str(value) for code, value in product.attributes.items()},
        handling_days=product.handling_days,
        wechat_pay=product.wechat_pay,
    )


def sku_from(sku: models.Sku) -> SkuDraft:
    """A SKU as its row holds it."""
    return SkuDraft(
        code=sku.code, price_minor=sku.price_minor, weight_g=sku.weight_g, axes=dict(sku.axes), id=sku.id,
        list_price_minor=sku.list_price_minor, barcode=sku.barcode, length_mm=sku.length_mm, width_mm=sku.width_mm,
        height_mm=sku.height_mm, hs_code=sku.hs_code, active=sku.active,
    )  # fmt: skip
