"""Thousands of products at once, for plans and timings: rows that make sense to the database, not to people.

A slab of them is made and indexed by our own services; the rest are its copies, which the database makes alone: other
ids, numbers, titles and days. Its indexes are taken away meanwhile and made again as they were, in one transaction.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from kontor.contexts.catalogue.models import AttributeDefinition, Category, Picture, Product, ProductText, Sku
from kontor.contexts.inventory.models import Stock
from kontor.contexts.search.models import Card, Document, ShelfPlace
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
SLAB = 4_000  # products that our services make and index
_STEP = 7919  # between two numbers
_SECONDS = 60  # between two products


@dataclass(frozen=True, slots=True)
class Market:
    stores: list[UUID]
    numbers: list[int]


def fill(products: int) -> Market:
    """`products` approved products of four stores in ten categories below two; one text in ten is Bulgarian too.

    Args:
        products: how many; above `SLAB` a multiple of it.
    """
    slab = min(products, SLAB)
    assert products % slab == 0, f"{products} is no multiple of {slab}"
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
    for index in range(slab):
        at = start + timedelta(seconds=index * _SECONDS)
        product, number, shop = new_id(at), _number(index), chance.randrange(4)
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
    if products > slab:
        _multiply(products // slab - 1)
    return Market(stores, [_number(index) for index in range(products)])


def _number(index: int) -> int:
    return 1000_0000_0000_0000 + index * _STEP


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


def _later(column: str) -> str:
    """SQL: the id in `column` (its first 48 bits are milliseconds), as it is in the n-th copy of the slab."""
    digits, shift = f"replace(o.{column}::text, '-', '')", SLAB * _SECONDS * 1000
    return (
        f"(lpad(to_hex(('x' || left({digits}, 12))::bit(48)::bigint + n * {shift}), 12, '0')"
        f" || right({digits}, 20))::uuid"
    )


def _renamed(text: str, index: str) -> str:
    """SQL: `text`, which tells the product's `index`, as it is in the n-th copy."""
    return f"replace({text}, {index}::text, ({index} + n * {SLAB})::text)"


def _multiply(copies: int) -> None:
    """Copies of all there is, as if they had been made one after another."""
    of_text = "substring(o.title from '[0-9]+$')::int"
    of_sku = "substring(o.code from '^S([0-9]+)-')::int"
    of_card, of_document = (f"(({table}.number - {_number(0)}) / {_STEP})" for table in ("o", "c"))
    day = f"n * interval '{SLAB * _SECONDS} seconds'"
    number, product = f"o.number + n * {SLAB * _STEP}", {"product_id": _later("product_id")}
    ranked = product | {"listed_at": f"o.listed_at + {day}", "rank": "o.rank * (1 + n / 1e6)"}
    words = (
        f"ts_delete(o.words, ARRAY[{of_document}::text, c.number::text])"
        f" || setweight(to_tsvector('simple', ({of_document} + n * {SLAB})::text), 'A')"
        f" || setweight(to_tsvector('simple', (c.number + n * {SLAB * _STEP})::text), 'B')"
    )
    # A document's number stands on its card: documents go first, while each product has one card.
    told: list[tuple[type[models.Model], str, dict[str, str]]] = [
        (Product, "", {"id": _later("id"), "number": number, "created_at": f"o.created_at + {day}",
                       "changed_at": f"o.changed_at + {day}"}),
        (ProductText, "", product | {"title": _renamed("o.title", of_text),
                                     "description": _renamed("o.description", of_text)}),
        (Picture, "", product),
        (Sku, "", product | {"id": _later("id"), "code": _renamed("o.code", of_sku)}),
        (Stock, "", {"id": _later("id"), "sku_id": _later("sku_id")}),
        (Document, "JOIN search_card c USING (product_id)", ranked | {"words": words}),
        (ShelfPlace, "", ranked),
        (Card, "", ranked | {"number": number, "title": _renamed("o.title", of_card),
                             "titles": f"{_renamed('o.titles::text', of_card)}::jsonb"}),
    ]  # fmt: skip
    tables = [model._meta.db_table for model, _, _ in told]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s)"
            " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = i.indexname)", [tables]
        )  # fmt: skip
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for model, join, own in told:
            names = [f.column for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
            values = ", ".join(own.get(name, f"o.{name}") for name in names)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) SELECT {values}"  # noqa: S608
                f" FROM generate_series(1, {copies}::bigint) n CROSS JOIN {model._meta.db_table} o {join} ORDER BY n"
            )
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # what a copy refers to is looked at here, then indexes may come
        for _name, made in indexes:
            cursor.execute(made)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(tables)}")


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
