"""Thousands of products at once, for plans and timings: rows that make sense to the database, not to people."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue.models import AttributeDefinition, Category
from kontor.contexts.search.services.index_all import index_all
from kontor.contexts.sellers.tests.factories import account, store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

KINDS = ("lamp", "bag", "kettle", "scarf", "chair", "cable", "mirror", "knife", "clock", "rug")
WORDS = ("brass", "oak", "folding", "wireless", "small", "large", "warm", "light", "garden", "travel", "soft", "strong")
COLOURS = ("red", "blue", "green", "black", "white")
_TABLES = (
    "search_word", "search_document", "search_shelfplace", "search_card", "search_indexstate", "inventory_stock",
    "inventory_warehouse", "catalogue_sku", "catalogue_picture", "catalogue_producttext", "catalogue_product",
    "catalogue_attributedefinition", "catalogue_category", "sellers_seat", "sellers_store", "sellers_business",
    "pricing_exchangerate", "platform_outbox",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Market:
    stores: list[UUID]
    numbers: list[int]


def fill(products: int) -> Market:
    """`products` approved products of four stores in ten categories below two; one text in ten is Bulgarian too."""
    chance = random.Random(7)  # noqa: S311  (seeded on purpose)
    stores = [
        store(
            name=f"Bulk {place} {products}", country=place, currency=currency, language="en",
            owner_id=account(email=f"bulk-{place}@example.com").id,
        ).id
        for place, currency in (("CN", "CNY"), ("DE", "EUR"), ("JP", "JPY"), ("BG", "EUR"))
    ]  # fmt: skip
    leaves = _categories()
    rows: dict[str, list[tuple[Any, ...]]] = {"product": [], "text": [], "sku": [], "picture": [], "stock": []}
    houses = {shop: new_id() for shop in stores}
    start = now() - timedelta(days=200)
    for index in range(products):
        at = start + timedelta(minutes=index)
        product, number, shop = new_id(at), 1000_0000_0000_0000 + index * 7919, chance.randrange(4)
        kind = chance.randrange(len(KINDS))
        words = chance.sample(WORDS, 3)
        title = f"{' '.join(words)} {KINDS[kind]} {index}".capitalize()
        rows["product"].append(
            (product, number, stores[shop], leaves[kind], "approved", "", "", "", f"Brand {index % 40}",
             f'{{"material": "{words[0]}"}}', "en", "p/1.webp", 3, False, chance.randrange(2000),
             chance.randrange(300, 500), chance.randrange(90), at, at, 1)
        )  # fmt: skip
        rows["text"].append(
            (product, "en", title, f"A {title} for {chance.choice(WORDS)} rooms. " * 4, '["Good", "Better"]')
        )
        if index % 10 == 0:
            rows["text"].append((product, "bg", f"Лампа {index}", "Описание", "[]"))
        rows["picture"].append((product, 0, "p/1.webp", ""))
        for position, colour in enumerate(chance.sample(COLOURS, 2)):
            sku = new_id(at)
            rows["sku"].append(
                (sku, product, stores[shop], f"S{index}-{position}", f'{{"colour": "{colour}"}}', "",
                 chance.randrange(100, 90_000), ("CNY", "EUR", "JPY", "EUR")[shop], 300, 0, 0, 0, "", position, True)
            )  # fmt: skip
            rows["stock"].append((new_id(at), stores[shop], houses[stores[shop]], sku, 50, 0))
    with connection.cursor() as cursor:
        for shop in stores:
            cursor.execute(
                "INSERT INTO inventory_warehouse (id, store_id, name, country, city, position)"
                " VALUES (%s, %s, 'A', 'CN', '', 0)",
                [houses[shop], shop],
            )
    _copy_all(rows)
    index_all()
    return Market(stores, [row[1] for row in rows["product"]])


def _categories() -> list[int]:
    tops = [
        Category(id=1, slug="home-bulk", names={"en": "Home"}),
        Category(id=2, slug="out-bulk", names={"en": "Out"}),
    ]
    Category.objects.bulk_create(tops)
    leaves = [
        Category(id=10 + index, slug=f"{kind}-bulk", parent_id=1 + index % 2, names={"en": kind.capitalize()})
        for index, kind in enumerate(KINDS)
    ]
    Category.objects.bulk_create(leaves)
    for leaf in leaves:
        for code, options, axis in (("colour", COLOURS, True), ("material", WORDS, False)):
            AttributeDefinition.objects.create(
                category=leaf, code=code, labels={"en": code.capitalize()}, is_axis=axis,
                options=[{"code": option, "labels": {"en": option.capitalize()}} for option in options],
            )  # fmt: skip
    return [leaf.pk for leaf in leaves]


def _copy_all(rows: dict[str, list[tuple[Any, ...]]]) -> None:
    _copy("catalogue_product", "id, number, store_id, category_id, state, slug, delisted_by, reason, brand, attributes,"
          " home_language, picture, handling_days, wechat_pay, sold_count, rating_hundredths, rating_count, created_at,"
          " changed_at, version", rows["product"])  # fmt: skip
    _copy("catalogue_producttext", "product_id, language, title, description, bullets", rows["text"])
    _copy("catalogue_picture", "product_id, position, path, axis_option", rows["picture"])
    _copy("catalogue_sku", "id, product_id, store_id, code, axes, barcode, price_minor, currency, weight_g, length_mm,"
          " width_mm, height_mm, hs_code, position, active", rows["sku"])  # fmt: skip
    _copy("inventory_stock", "id, store_id, warehouse_id, sku_id, on_hand, reserved", rows["stock"])
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE catalogue_product, catalogue_producttext, catalogue_picture, catalogue_sku, inventory_stock"
        )


def _copy(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def empty() -> None:
    """Remove everything."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE")
        cursor.execute("DELETE FROM accounts_account WHERE email LIKE 'bulk-%'")
