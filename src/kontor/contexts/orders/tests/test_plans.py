"""The list of a store with very many orders reads what it shows and not much more, its counts open orders only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders import queries
from kontor.contexts.orders.filters import OrderFilter
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.contexts.sellers.models import Store
from kontor.kernel.viewer import Seat
from tests.support.plans import Plans

pytestmark = [pytest.mark.rule("TRD-01", "TRD-07"), pytest.mark.xdist_group("order_plans")]

ORDERS = 60_000  # finished, but for one in a thousand, beside another store's
LARGE = ("orders_storeorder", "orders_line", "orders_buyerorder")
_TABLES = (
    "orders_line", "orders_storeorder", "orders_buyerorder", "inventory_reservation", "inventory_stock",
    "inventory_warehouse", "catalogue_sku", "catalogue_product", "catalogue_category", "sellers_store",
    "sellers_business", "accounts_account",
)  # fmt: skip
_COPIES = """
INSERT INTO {table} ({names})
SELECT {values} FROM (SELECT * FROM {table} WHERE store_id = %(store)s ORDER BY id LIMIT 1) o,
    generate_series(1, %(many)s) AS n
"""
_STATES = "CASE WHEN n %% 1000 = 0 THEN 'to_ship' WHEN n %% 1000 = 1 THEN 'paid' ELSE 'finished' END"
_ID = "lpad(to_hex(n), 32, '0')::uuid"  # the n-th order's, so that its line finds it


@pytest.fixture(scope="module")
def shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[Store]:
    """Copies of one order a minute apart, each with a line; removed after this file."""
    with django_db_blocker.unblock():
        made = factories.store()
        factories.order(made)
        copied(StoreOrder, made, {
            "id": _ID, "number": "2000000000000000 + n", "buyer_order_id": _ID, "state": _STATES,
            "placed_at": "o.placed_at - n * interval '1 minute'",
        })  # fmt: skip
        copied(Line, made, {"id": "gen_random_uuid()", "order_id": _ID, "sku_code": "'SKU-' || n % 3000"})
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(_TABLES)}")
        yield made
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE")


def copied(model: Any, store: Store, own: dict[str, str]) -> None:
    names = [column.column for column in model._meta.concrete_fields]
    values = [own.get(name, f"o.{name}").replace(" % ", " %% ") for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            _COPIES.format(table=model._meta.db_table, names=", ".join(names), values=", ".join(values)),
            {"store": store.id, "many": ORDERS},
        )


def seat(store: Store) -> Seat:
    return Seat(store.id, store.id, frozenset({"orders.view", "orders.cancel"}))


def asked(call: Any) -> tuple[Plans, Any]:
    """What a call answers, and how the database came to it."""
    seen = Plans(LARGE, analyse=True)
    with connection.execute_wrapper(seen):
        answer = call()
    assert seen.walked == []
    return seen, answer


@pytest.mark.parametrize(
    ("chosen", "rows", "most"),
    [
        ({"tab": "all"}, 31, 100),
        ({"tab": "to_ship"}, 31, 400),
        ({"tab": "finished"}, 31, 100),
        ({"tab": "cancelled"}, 0, 100),
        ({"tab": "in_dispute"}, 0, 100),
        ({"tab": "to_ship", "late": True}, 0, 400),
        ({"tab": "all", "sku": "SKU-77"}, 20, 400),
        ({"tab": "finished", "sku": "SKU-78"}, 20, 400),
        ({"tab": "all", "sku": "SKU-NONE"}, 0, 100),
        ({"tab": "all", "text": "2000000000000555"}, 1, 100),
    ],
    ids=str,
)
def test_a_page_of_the_list(shop: Store, db: None, chosen: dict[str, Any], rows: int, most: int) -> None:
    seen, cards = asked(lambda: queries.store_orders(seat(shop), **chosen, size=31))
    assert len(cards) == rows
    assert seen.read <= most, "rows that were looked at"
    assert seen.statements == 1 + bool(rows), "the rows, and the buyers' masked names"
    if rows == 31:
        seen, further = asked(lambda: queries.store_orders(seat(shop), **chosen, size=31, after=cards[29].key))
        assert further[0].number == cards[30].number
        assert seen.read <= most


def test_the_counts_of_every_page_read_open_orders_only(shop: Store, db: None) -> None:
    seen, counts = asked(lambda: queries.seller_counts(seat(shop)))
    assert counts == {"unpaid": 0, "risk_check": 60, "to_ship": 61, "in_dispute": 0, "late": 0}
    assert seen.statements == 1
    assert seen.read <= 250


def test_choosing_all_that_fit(shop: Store, db: None) -> None:
    seen, ids = asked(lambda: queries.store_order_ids(seat(shop), OrderFilter(tab="to_ship"), 10_000))
    assert len(ids) == 61
    assert seen.read <= 250
    seen, total = asked(lambda: queries.store_order_total(seat(shop), OrderFilter(tab="to_ship", sku="SKU-0"), 10_000))
    assert total == 20
    assert seen.read <= 400


def test_the_store_is_gone_afterwards(db: None) -> None:
    """The rows of this file do not leak into others (it runs last in this module)."""
    assert StoreOrder.objects.count() in {0, ORDERS + 1}
