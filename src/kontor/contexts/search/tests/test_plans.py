"""Every list query at volume: read by index, never by walking a whole table (TRD-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.pricing.queries import rates
from kontor.contexts.search import queries
from kontor.contexts.search.queries import Query, Sort
from kontor.contexts.search.tests import bulk
from kontor.contexts.search.tests.factories import todays_rates
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from tests.support.plans import Plans

pytestmark = pytest.mark.xdist_group("plans")  # one process makes the market
LARGE = {
    "search_card", "search_document", "search_shelfplace", "catalogue_product", "catalogue_producttext",
    "catalogue_sku", "catalogue_picture", "inventory_stock",
}  # fmt: skip
PRODUCTS = 100_000


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: Any) -> Iterator[bulk.Market]:
    """100,000 synthetic products, removed after this file."""
    with django_db_blocker.unblock():
        todays_rates()
        made = bulk.fill(PRODUCTS)
        yield made
        bulk.empty()


@pytest.fixture
def plans(market: bulk.Market, db: None) -> Iterator[Plans]:
    seen = Plans(LARGE)
    rates()
    with connection.execute_wrapper(seen):
        yield seen
    assert seen.statements
    assert seen.walked == []


@pytest.mark.rule("TRD-03")
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("country", ["", "BR"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"category": 1},
        {"category": 10},
        {"store": True},
        {"text": "lamp"},
        {"text": "brass lamp", "language": "bg"},
        {"text": "lamp", "category": 10},
        {"category": 1, "facets": {"colour": ("red",)}},
        {"category": 10, "price_min": Decimal(5), "price_max": Decimal(80)},
    ],
    ids=str,
)
def test_lists(plans: Plans, market: bulk.Market, sort: Sort, country: str, query: dict[str, Any]) -> None:
    if "store" in query:
        query = query | {"store": market.stores[0]}
    first = queries.search(Query(**query, sort=sort, country=country, counted=True))
    assert len(first.hits) == 24
    assert first.next
    second = queries.search(Query(**query, sort=sort, country=country, after=first.next))
    assert second.hits
    assert not {hit.number for hit in first.hits} & {hit.number for hit in second.hits}
    assert [
        hit.number for hit in queries.search(Query(**query, sort=sort, country=country, after=second.prev)).hits
    ] == [hit.number for hit in first.hits]


@pytest.mark.rule("TRD-03")
@pytest.mark.parametrize("text", ["lmap", "bras", "lamp spaceship", "spaceship"])
def test_forgiving_searches(plans: Plans, text: str) -> None:
    queries.search(Query(text=text))
    queries.suggest(text, "en")


@pytest.mark.rule("TRD-02")
def test_product_pages_carts_and_sellers_lists(plans: Plans, market: bulk.Market) -> None:
    from kontor.contexts import catalogue
    from kontor.contexts.catalogue.queries import product_page, seller_products, skus, to_review
    from kontor.kernel.viewer import Operator

    del catalogue
    page = product_page(market.numbers[77], "en")
    assert skus([page.skus[0].id], "en")
    seat = Seat(UUID(int=1), market.stores[0], frozenset({"products.view"}))
    first = seller_products(seat)
    assert len(first.rows) == 50
    assert seller_products(seat, after=first.after, state="approved").rows
    assert seller_products(seat, text="lamp").rows
    to_review(Operator(UUID(int=1)))
    queries.hits_of([page.id], language="en", currency="USD")


@pytest.mark.rule("TRD-02")
def test_what_programs_read_of_a_stores_goods(plans: Plans, market: bulk.Market) -> None:
    from kontor.contexts.integrations.queries.shelf import product_lines
    from kontor.contexts.integrations.queries.shelf import shelf as shelf_rows

    seat = Seat(UUID(int=1), market.stores[0], frozenset({"products.view"}))
    first = product_lines(seat, size=101)
    assert len(first) == 101
    assert product_lines(seat, state="approved", after=first[-1].id, size=101)
    product_lines(seat, changed_since=now() - timedelta(days=30), size=101)
    shelf = shelf_rows(seat, size=101)
    assert len(shelf) == 101
    assert shelf_rows(seat, after=shelf[-1].code, size=101)
    assert shelf_rows(seat, codes=[shelf[0].code], size=101)


def test_the_market_is_gone_afterwards(db: None) -> None:
    """The rows of this file do not leak into others (it runs last in this module)."""
    assert Account.objects.filter(email__startswith="bulk-").count() in {0, 4}
