"""A product's page as it would be: from what is typed, with nothing saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.queries.categories import attributes_of, is_controlled
from kontor.contexts.catalogue.queries.pages import (
    PictureView,
    ProductPage,
    SkuView,
    StoreChip,
    named_attributes,
    used_axes,
)
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


def product_preview(
    seat: Seat, draft: ProductDraft, language: str, stock: Mapping[str, int], known: EditedProduct | None
) -> ProductPage | None:
    """The page of a draft in one language, for the store's own people; None while it has no variant with a price.

    Args:
        stock: free units by the code of the SKU.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    store = Store.objects.get(id=seat.store_id)
    skus = tuple(
        _sku(sku, store.currency, stock.get(sku.code, 0)) for sku in draft.skus if sku.active and sku.price_minor > 0
    )
    if not skus:
        return None
    spoken = next((code for code in (language, "en", store.language) if _title(draft, code)), store.language)
    text = draft.texts.get(spoken, TextDraft(""))
    categories = attributes_of(draft.category_id, language)
    moment: datetime = now()
    return ProductPage(
        id=known.id if known else new_id(), number=known.number if known else 0, slug="preview",
        category_id=draft.category_id, title=text.title, description=text.description, bullets=text.bullets,
        language=spoken, languages=tuple(sorted(draft.texts)), brand=draft.brand,
        attributes=named_attributes(draft.attributes, categories), axes=used_axes(skus, categories),
        pictures=tuple(PictureView(picture.path, picture.axis_option) for picture in draft.pictures), skus=skus,
        store=StoreChip(
            store.id, store.slug, store.name, store.country, store.currency, store.language, store.state, store.logo,
            store.rating_hundredths, store.rating_count,
        ),
        handling_days=max(draft.handling_days, store.handling_days), wechat_pay=draft.wechat_pay,
        export_controlled=is_controlled(draft.category_id, language), sold_count=0, rating_hundredths=0,
        rating_count=0, approved_at=moment,
    )  # fmt: skip


def _title(draft: ProductDraft, code: str) -> str:
    return draft.texts.get(code, TextDraft("")).title.strip()


def _sku(sku: SkuDraft, currency: str, free: int) -> SkuView:
    before = None if sku.list_price_minor is None else Money(sku.list_price_minor, currency)
    identity: UUID = sku.id or new_id()
    return SkuView(
        identity, sku.code, dict(sku.axes), Money(sku.price_minor, currency), before, sku.weight_g, sku.length_mm,
        sku.width_mm, sku.height_mm, sku.barcode, free,
    )  # fmt: skip
