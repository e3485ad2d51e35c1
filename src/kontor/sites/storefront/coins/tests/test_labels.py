"""What coins take off, on the page of a product and in the channel of the carnival (COI-05, COI-06, COI-10)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontor.contexts.coins.services.join_campaign import join_campaign
from kontor.contexts.coins.services.open_campaign import open_campaign
from kontor.contexts.coins.services.pause_account import pause_account
from kontor.contexts.coins.tests.factories import BOSS, fund, seat_of, takes_coins
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.search.tests.factories import todays_rates
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.platform import reference
from kontor.sites.storefront.browse.tests.test_pages import lamp, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    todays_rates()
    client = Client()
    client.cookies["kontor_place"] = "DE.EUR.en"
    return client


@pytest.mark.rule("COI-05", "COI-06")
def test_a_product_says_how_much_coins_take_off_while_its_labels_are_on(
    reader: Client, django_assert_max_num_queries: Any
) -> None:
    one = lamp()
    address = f"/p/brass-desk-lamp-{one.number}/"
    page(reader, address)
    with CaptureQueriesContext(connection) as asked:
        assert "off with coins" not in page(reader, address)
    assert not [query["sql"] for query in asked if "coins_" in query["sql"]]  # a store without coins is asked nothing
    plain = len(asked)
    shop = Store.objects.get(id=one.store_id)
    fund(shop)
    takes_coins(shop, one.id, share=10)
    reference.forget_all()
    page(reader, address)
    with django_assert_max_num_queries(plain + 1):
        shown = page(reader, address)
    label = re.search(r"Up to €([\d.]+) off with coins", shown)
    assert label is not None
    assert 0 < float(label.group(1)) <= 1
    pause_account(seat=seat_of(shop))
    assert "off with coins" not in page(reader, address)  # at once, not a minute later


@pytest.mark.rule("COI-10")
def test_the_carnival_is_a_channel_of_what_joined(reader: Client, django_assert_max_num_queries: Any) -> None:
    one = lamp()
    shop = Store.objects.get(id=one.store_id)
    fund(shop)
    takes_coins(shop, one.id, share=20)
    index_products(product_ids=[one.id])
    assert "No carnival is on just now" in page(reader, "/coins/carnival/")
    campaign = open_campaign(
        viewer=BOSS, name="Carnival", share_at_least=15, starts_at=now(), ends_at=now() + timedelta(days=3)
    )
    join_campaign(seat=seat_of(shop), campaign_id=campaign)
    page(reader, "/coins/carnival/")
    with django_assert_max_num_queries(6):
        shown = page(reader, "/coins/carnival/")
    assert "Brass desk lamp" in shown
    assert "with coins" in shown
    assert "No carnival" not in page(reader, "/coins/carnival/?after=nonsense")
