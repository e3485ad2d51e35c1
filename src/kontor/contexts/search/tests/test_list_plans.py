"""Lists beside those of goods, at volume: a buyer's orders, the operator's orders and stores, reviews, what programs
read. None walks a whole table (TRD-03).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import Filter
from kontor.contexts.aftersales.tests.review_factories import completed, reviewed
from kontor.contexts.insight.queries.stores import stores
from kontor.contexts.integrations.queries.sold import changed, sold
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.models import BuyerOrder, Line, Step, StoreOrder
from kontor.contexts.sellers.models import Business, Store
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator, Seat
from tests.support.plans import Plans

pytestmark = [pytest.mark.rule("TRD-03"), pytest.mark.xdist_group("list_plans")]

ORDERS, STORES = 60_000, 20_000  # orders of 600 buyers in ten stores, one in a hundred of them waits; a review each
OWN = "00000000-0000-0000-0000-0000000000e7"  # one of the buyers
PRODUCT = "00000000-0000-0000-0000-0000000000a7"
LARGE = (
    "orders_buyerorder", "orders_storeorder", "orders_line", "orders_step", "aftersales_review", "sellers_store",
    "sellers_business",
)  # fmt: skip
_TABLES = (
    *LARGE, "aftersales_detail_rating", "inventory_reservation", "inventory_stock", "inventory_warehouse",
    "catalogue_sku", "catalogue_product", "catalogue_category", "accounts_account", "platform_outbox", "platform_audit",
    "aftersales_product_tally", "aftersales_store_day",
)  # fmt: skip


def _id(number: str) -> str:
    """SQL: the id of the thing of this number."""
    return f"lpad(to_hex({number}), 32, '0')::uuid"


# Ten stores, of which the one that is looked at has a tenth.
_HERE = f"CASE n % 10 WHEN 0 THEN o.store_id ELSE {_id('n % 10')} END"
ME = _id("224 + n % 600")  # 600 buyers, of whom OWN is one
_STATE = "CASE n % 100 WHEN 0 THEN 'to_ship' WHEN 1 THEN 'placed' ELSE 'finished' END"
_AT = "o.placed_at - n * interval '1 minute'"


def _copied(model: Any, many: int, own: dict[str, str]) -> None:
    """Copies of one row of the model, with own values."""
    table = model._meta.db_table
    names = [column.column for column in model._meta.concrete_fields]
    values = ", ".join(own.get(name, f"o.{name}") for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {values}"  # noqa: S608
            f" FROM (SELECT * FROM {table} LIMIT 1) o, generate_series(1, {many}) n"
        )


@pytest.fixture(scope="module")
def shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[Store]:
    """One store with all the orders; removed after this file."""
    with django_db_blocker.unblock():
        made = factories.store()
        first = completed(made)
        reviewed(first)
        Step.objects.create(store_id=made.id, order_id=first.id, move="receive", source="delivered", target="received",
                            actor="buyer")  # fmt: skip
        order, number = {"order_id": _id("n"), "store_id": _HERE}, "2000000000000000 + n"
        _copied(BuyerOrder, ORDERS, {"id": _id("n"), "number": number, "checkout_key": "'k' || n", "buyer_id": ME,
                                     "store_ids": f"ARRAY[{_HERE.replace('o.store_id', 'o.store_ids[1]')}]",
                                     "placed_at": _AT})  # fmt: skip
        _copied(StoreOrder, ORDERS, {"store_id": _HERE, "id": _id("n"), "number": number, "buyer_id": ME,
                                     "buyer_order_number": number, "buyer_order_id": _id("n"),
                                     "state": _STATE, "placed_at": _AT})  # fmt: skip
        _copied(Line, ORDERS, order | {"id": _id("n"), "sku_code": "'SKU-' || n % 3000", "title": "'Lamp ' || n"})
        _copied(Step, ORDERS, order | {"id": _id("n")})
        _copied(Review, ORDERS, order | {"id": _id("n"), "line_id": _id("n"), "buyer_id": ME,
                                         "stars": "1 + n / 1000 % 5",
                                         "product_id": _id("160 + n / 10 % 100"), "product_why": "'x'",
                                         "store_why": "'x'"})  # fmt: skip
        _copied(Business, STORES, {"id": _id("n"), "legal_name": "'Company ' || n", "licence_key": "'L' || n"})
        _copied(
            Store,
            STORES,
            {
                "id": _id("n"),
                "business_id": _id("n"),
                "slug": "'shop-' || lpad(n::text, 6, '0')",
                "name": "'Shop ' || n",
                "state": "CASE n % 50 WHEN 0 THEN 'hidden' ELSE 'open' END",
            },
        )
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(_TABLES)}")
        yield made
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE")


@pytest.fixture
def plans(shop: Store, db: None) -> Iterator[Plans]:
    seen = Plans(LARGE)
    with connection.execute_wrapper(seen):
        yield seen
    assert seen.statements
    assert seen.walked == []


@pytest.mark.parametrize("tab", [*orders.BUYER_TABS])
def test_my_orders(plans: Plans, tab: str) -> None:
    me = Buyer(UUID(OWN))
    first = orders.buyer_orders(me, tab=tab)
    assert (len(first) == 20) is (tab in {"all", "finished"})
    if first:
        assert orders.buyer_orders(me, tab=tab, after=first[-1].key)[:1] != first[:1]
    assert orders.buyer_counts(me)["all"] == 100


@pytest.mark.parametrize("text", ["2000000000000007", "lamp 7", "SKU-7", "nothing like it"])
def test_my_orders_are_searched(plans: Plans, text: str) -> None:
    orders.buyer_orders(Buyer(UUID(OWN)), text=text)


@pytest.mark.parametrize("state", ["", "finished", "to_ship", "in_dispute"])
def test_the_operators_orders(plans: Plans, state: str) -> None:
    desk = Operator(UUID(int=1))
    first = orders.operator_orders(desk, state=state)
    assert (len(first) == 20) is (state != "in_dispute")
    if first:
        assert orders.operator_orders(desk, state=state, after=first[-1].key)[0].number != first[0].number


@pytest.mark.parametrize("text", ["2000000000000007", "lamp 7777", "SKU-777", "nothing like it"])
def test_the_operators_orders_are_searched(plans: Plans, text: str) -> None:
    orders.operator_orders(Operator(UUID(int=1)), text=text)


@pytest.mark.parametrize(
    "wanted",
    [{}, {"state": "hidden"}, {"state": "closed"}, {"country": "DE"}, {"text": "shop 77"}, {"text": "nobody here"}],
    ids=str,
)
def test_the_operators_stores(plans: Plans, wanted: dict[str, str]) -> None:
    first = stores(Operator(UUID(int=1)), **wanted)
    if first:
        stores(Operator(UUID(int=1)), **wanted, after=first[-1].slug)


@pytest.mark.parametrize(
    "chosen", [Filter(), Filter(stars=5), Filter(stars=5, unanswered=True), Filter(language="fr")], ids=str
)
def test_reviews_of_a_product_and_of_a_store(plans: Plans, shop: Store, chosen: Filter) -> None:
    product, seat = UUID(PRODUCT), Seat(shop.id, shop.id, frozenset({"messages.reviews"}))
    first = reviews.product_reviews(shop.id, product, chosen)
    reviews.product_reviews(shop.id, product, chosen, after=UUID(int=30_000))
    reviews.store_reviews(shop.id, chosen, after=UUID(int=30_000))
    reviews.seller_reviews(seat, chosen, size=51)
    reviews.languages(shop.id, product)
    assert bool(first) is not bool(chosen.language)


def test_my_reviews_and_what_waits_for_one(plans: Plans) -> None:
    me = Buyer(UUID(OWN))
    assert len(reviews.my_reviews(me)) == 20
    reviews.my_reviews(me, after=UUID(int=30_000))
    reviews.to_review_count(me)
    reviews.to_review(me)


def test_what_programs_read_of_a_stores_orders(plans: Plans, shop: Store) -> None:
    seat = Seat(shop.id, shop.id, frozenset({"orders.view"}))
    first = sold(seat)
    assert len(first.cards) == 50
    assert len(sold(seat, state="finished", after=first.after).cards) == 50
    sold(seat, state="to_ship", country="ES")
    assert changed(seat, after=UUID(int=30_000)).cards
    changed(seat, since=now() - timedelta(days=1))


def test_the_store_is_gone_afterwards(db: None) -> None:
    """The rows of this file do not leak into others (it runs last in this module)."""
    assert StoreOrder.objects.count() in {0, ORDERS + 1}
