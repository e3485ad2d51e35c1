"""Products for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.services.create_product import create_product
from kontor.contexts.catalogue.services.decide_review import decide_review
from kontor.contexts.catalogue.services.submit_for_review import submit_for_review
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.kernel.viewer import System

_next = count(1)


def category(slug: str = "lamps", parent: models.Category | None = None, **fields: Any) -> models.Category:
    """A category whose goods differ by colour and have a material."""
    found = models.Category.objects.filter(slug=slug).first()
    if found is not None:
        return found
    names = fields.pop("names", {"en": slug.capitalize(), "bg": f"бг {slug}"})
    made = models.Category.objects.create(slug=slug, parent=parent, names=names, hs_prefix="940520", **fields)
    options = {"red": "Red", "blue": "Blue", "green": "Green"}
    models.AttributeDefinition.objects.create(
        category=made, code="colour", labels={"en": "Colour", "bg": "Цвят"}, is_axis=True,
        options=[{"code": code, "labels": {"en": label}} for code, label in options.items()],
    )  # fmt: skip
    models.AttributeDefinition.objects.create(
        category=made, code="material", labels={"en": "Material"}, position=1,
        options=[
            {"code": "brass", "labels": {"en": "Brass", "bg": "Месинг"}},
            {"code": "oak", "labels": {"en": "Oak"}},
        ],
    )  # fmt: skip
    return made


def draft(**fields: Any) -> ProductDraft:
    """A sound draft: a lamp in red and blue."""
    number = next(_next)
    values: dict[str, Any] = {
        "category_id": 0, "brand": "Lumen", "attributes": {"material": "brass"},
        "texts": {"en": TextDraft(f"Desk lamp no. {number}", "Lights a desk.", ("Warm light", "Folds flat"))},
        "skus": (
            SkuDraft(code=f"L{number}-R", price_minor=19_900, weight_g=800, axes={"colour": "red"}),
            SkuDraft(code=f"L{number}-B", price_minor=18_900, weight_g=820, axes={"colour": "blue"},
                     list_price_minor=24_900),
        ),
        "pictures": (PictureDraft("products/a.webp"), PictureDraft("products/b.webp", "colour:blue")),
    } | fields  # fmt: skip
    values["category_id"] = values["category_id"] or category().pk
    return ProductDraft(**values)


def product(shop: Store | None = None, *, approved: bool = True, **fields: Any) -> models.Product:
    """A product of `shop`, approved unless said otherwise."""
    shop = shop or store()
    seat = owner_seat(shop)
    product_id = create_product(seat=seat, draft=draft(**fields))
    if approved:
        submit_for_review(seat=seat, product_id=product_id)
        decide_review(by=System("test"), product_id=product_id, approve=True)
    return models.Product.objects.get(id=product_id)


def a_sku(shop: Store | None = None, **fields: Any) -> models.Sku:
    """The first SKU of a new approved product."""
    return product(shop, **fields).skus.order_by("position")[0]
