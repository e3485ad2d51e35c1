"""A small market to search in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import SkuDraft, TextDraft
from kontor.contexts.catalogue.tests.factories import category, product
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.clock import now

PER_USD = {"EUR": Decimal("0.9"), "CNY": Decimal("7.2"), "JPY": Decimal(150), "BGN": Decimal("1.8"), "USD": Decimal(1)}


def todays_rates() -> None:
    """Round rates of today."""
    import_rates(day=now().date(), source="test", per_usd=PER_USD)


def goods(
    title: str, shop: Store | None = None, *, price: int = 7200, indexed: bool = True, **fields: Any
) -> models.Product:
    """An approved, indexed product with one SKU; `title` is its English title, `texts` adds others."""
    texts = {"en": TextDraft(title)} | fields.pop("texts", {})
    texts = {
        language: text if isinstance(text, TextDraft) else TextDraft(text) for language, text in texts.items() if text
    }
    sold, rating = fields.pop("sold", 0), fields.pop("rating", (0, 0))
    colour = fields.pop("colour", "red")
    sku = SkuDraft(code=title[:30] or "x", price_minor=price, weight_g=100, axes={"colour": colour})
    fields.setdefault("brand", "")
    made = product(shop or store(), texts=texts, skus=(sku,), **fields)
    models.Product.objects.filter(id=made.id).update(
        sold_count=sold, rating_hundredths=rating[0], rating_count=rating[1]
    )
    if indexed:
        index_products(product_ids=[made.id])
    return made


def tree() -> tuple[models.Category, models.Category, models.Category]:
    """Home (with lamps below it) and lamps and bags."""
    home = models.Category.objects.create(slug="home", names={"en": "Home", "bg": "Дом"})
    lamps = category("lamps", parent=home, names={"en": "Lamps", "bg": "Лампи", "ru": "Лампы", "zh-hans": "灯具"})
    return home, lamps, category("bags", names={"en": "Bags", "bg": "Чанти", "fr": "Sacs"})
