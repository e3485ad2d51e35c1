"""A store's products as rows of a sheet, one for each variant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft, SkuDraft
from kontor.contexts.catalogue.models import Product, ProductText, Sku
from kontor.contexts.catalogue.queries.many import edited_products, products_after
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.rules.groups import bullet, lines_of
from kontor.contexts.transfers.sheets.names import no, yes
from kontor.contexts.transfers.terms import Terms, terms
from kontor.contexts.transfers.writing import Amount, Cell
from kontor.kernel.viewer import Seat

PAGE = 200  # products that are read at once
_FRONT = ("sku", "product", "state", "category", "brand", "handling_days")
_BACK = ("price", "list_price", "currency", "weight_g", "length_mm", "width_mm", "height_mm", "hs_code", "barcode",
         "active", "wechat_pay")  # fmt: skip


def count(seat: Seat) -> int:
    """How many rows the sheet has below its header."""
    require(seat, "products.view")
    return Sku.objects.filter(store_id=seat.store_id).count()


def codes(seat: Seat) -> list[str]:
    """The columns: languages and properties that the store's products use, in order."""
    texts = ProductText.objects.filter(product__store_id=seat.store_id)
    languages = sorted(texts.values_list("language", flat=True).distinct())
    used = Product.objects.filter(store_id=seat.store_id).values_list("category_id", flat=True).distinct()
    return columns_of(languages, sorted(used), terms())


def columns_of(languages: list[str], categories: list[int], words: Terms) -> list[str]:
    """The columns for these languages and the properties of these categories."""
    properties = {
        name: kind.is_axis for category in categories for name, kind in words.properties.get(category, {}).items()
    }
    return [
        *_FRONT,
        *(f"{part}.{language}" for language in languages for part in ("title", "description", "bullets")),
        *(f"attribute.{name}" for name, is_axis in properties.items() if not is_axis),
        *(f"axis.{name}" for name, is_axis in properties.items() if is_axis),
        *_BACK,
    ]


def rows(seat: Seat, columns: list[str]) -> Iterator[list[Cell]]:
    """The rows, oldest product first.

    Raises:
        RightMissing: without `products.view`.
    """
    words = terms()
    after: UUID | None = None
    while ids := products_after(seat, after, PAGE):
        products = edited_products(seat, ids)
        for product in (products[key] for key in ids if key in products):
            shared = _shared(product, words)
            for sku in product.draft.skus:
                cells = shared | _of_sku(sku, product.currency)
                yield [cells.get(code) for code in columns]
        after = ids[-1]


def _shared(product: EditedProduct, words: Terms) -> dict[str, Cell]:
    draft = product.draft
    return {
        "product": str(product.number),
        "state": product.state,
        "category": words.slugs.get(draft.category_id, ""),
        "brand": draft.brand,
        "handling_days": draft.handling_days,
        "currency": product.currency,
        "wechat_pay": yes() if draft.wechat_pay else no(),
        **_words(draft),
        **_named("attribute", draft.attributes),
    }


def _words(draft: ProductDraft) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for language, text in draft.texts.items():
        found[f"title.{language}"] = text.title
        found[f"description.{language}"] = "\n".join(lines_of(text.description))
        found[f"bullets.{language}"] = "\n".join(bullet(line) for line in text.bullets)
    return found


def _named(family: str, values: Mapping[str, str]) -> dict[str, Cell]:
    return {f"{family}.{name}": str(value) for name, value in values.items()}


def _of_sku(sku: SkuDraft, currency: str) -> dict[str, Cell]:
    return {
        "sku": sku.code,
        "price": Amount(sku.price_minor, currency),
        "list_price": None if sku.list_price_minor is None else Amount(sku.list_price_minor, currency),
        "weight_g": sku.weight_g,
        "length_mm": sku.length_mm,
        "width_mm": sku.width_mm,
        "height_mm": sku.height_mm,
        "hs_code": sku.hs_code,
        "barcode": sku.barcode,
        "active": yes() if sku.active else no(),
        **_named("axis", sku.axes),
    }
