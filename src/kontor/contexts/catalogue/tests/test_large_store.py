"""The seller's list of a store with ten thousand products: its counts read the store's goods once, not once a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from kontor.contexts.catalogue import queries
from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.catalogue.queries import ProductFilter
from kontor.contexts.inventory.models import Stock
from kontor.contexts.logistics.tests import factories
from kontor.contexts.sellers.models import Store
from kontor.kernel.viewer import Seat
from tests.support.plans import Plans

pytestmark = [pytest.mark.rule("TRD-02"), pytest.mark.xdist_group("large_store")]

PRODUCTS = 10_000  # with two SKUs each; one in fifty is low, one in fifty sold out
LARGE = ("catalogue_product", "catalogue_sku", "inventory_stock")
_TABLES = (
    *LARGE, "inventory_warehouse", "catalogue_category", "sellers_store", "sellers_business", "accounts_account",
)  # fmt: skip
_COPIES = """
INSERT INTO {table} ({names})
SELECT {values} FROM (SELECT * FROM {table} LIMIT 1) o, generate_series(1, {many}) n
"""
_UNITS = "CASE ((n - 1) / 2) % 50 WHEN 0 THEN (n % 2) * 2 WHEN 1 THEN 0 ELSE 20 END"


def key(number: str, first: str) -> str:
    """The id of the thing of this number."""
    return f"('{first}' || lpad(to_hex({number}), 31, '0'))::uuid"


@pytest.fixture(scope="module")
def shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[Store]:
    """Copies of one product; removed after this file."""
    with django_db_blocker.unblock():
        made = factories.store()
        factories.sku(made)
        product = key("(n - 1) / 2", "a")
        copied(Product, PRODUCTS, {"id": key("(n - 1)", "a"), "number": "1000000000000000 + n"})
        copied(Sku, 2 * PRODUCTS, {"id": key("n", "b"), "code": "'SKU-' || n", "product_id": product})
        copied(Stock, 2 * PRODUCTS, {"id": key("n", "c"), "sku_id": key("n", "b"), "on_hand": _UNITS})
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(_TABLES)}")
        yield made
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE")


def copied(model: Any, many: int, own: dict[str, str]) -> None:
    names = [column.column for column in model._meta.concrete_fields]
    values = [own.get(name, f"o.{name}") for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            _COPIES.format(table=model._meta.db_table, names=", ".join(names), values=", ".join(values), many=many)
        )


def seat(store: Store) -> Seat:
    return Seat(store.id, store.id, frozenset({"products.view"}))


def asked(call: Any) -> tuple[Plans, Any]:
    seen = Plans(LARGE, analyse=True)
    with connection.execute_wrapper(seen):
        return seen, call()


@pytest.mark.parametrize(
    ("wanted", "many", "most"),
    [
        (ProductFilter(stock="low"), 200, 2.5),
        (ProductFilter(stock="out"), 200, 5.5),
        (ProductFilter(state="sold_out"), 200, 5.5),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_counted_equals_the_list(shop: Store, db: None, wanted: ProductFilter, many: int, most: float) -> None:
    """`most`: rows that may be looked at, for each product of the store."""
    seen, total = asked(lambda: queries.seller_product_total(seat(shop), wanted))
    assert total == many
    assert seen.statements == 1
    assert seen.read <= most * PRODUCTS
    assert len(queries.seller_product_ids(seat(shop), wanted, PRODUCTS)) == many
    seen, page = asked(lambda: queries.seller_products(seat(shop), wanted.state, stock=wanted.stock))
    assert len(page.rows) == 50
    assert seen.read <= most * PRODUCTS


def test_the_tabs_are_counted_in_one_reading(shop: Store, db: None) -> None:
    seen, counts = asked(lambda: queries.seller_product_counts(seat(shop)))
    assert (counts["approved"], counts["sold_out"], counts["all"]) == (PRODUCTS + 1, 200, PRODUCTS + 1)
    assert seen.statements == 1
    assert seen.read <= 5.5 * PRODUCTS


def test_a_page_without_a_filter_reads_what_it_shows(shop: Store, db: None) -> None:
    seen, page = asked(lambda: queries.seller_products(seat(shop)))
    assert len(page.rows) == 50
    assert seen.read <= 500


def test_the_store_is_gone_afterwards(db: None) -> None:
    """The rows of this file do not leak into others (it runs last in this module)."""
    assert Product.objects.count() in {0, PRODUCTS + 1}
