"""My coupons, and taking them on the pages of stores and goods (BUY-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coupons.models import Claim
from kontor.contexts.coupons.tests.factories import coupon
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-08")]
PAGE = "/account/coupons/"


@pytest.fixture
def market() -> Market:
    return make_market()


@pytest.fixture
def client(market: Market) -> Client:
    made = Client()
    made.cookies["kontor_place"] = "ES.EUR.en"
    return signed_in(made, market.account)


def take(client: Client, each: Any, **more: str) -> Any:
    return client.post(f"{PAGE}{each.id}/take/", more)


def test_available_used_and_expired_each_in_words(client: Client, market: Market) -> None:
    store = coupon(market.tea_house, name="Tea days", threshold_minor=3000, amount_minor=500)
    percent = coupon(
        market.tea_house, name="Ten", kind="percent", percent=10, cap_minor=2000, amount_minor=0, audience="followers",
        scope="products", product_ids=[market.tea.product_id], per_buyer=3,
    )  # fmt: skip
    ours = coupon(name="Market days", amount_minor=300, audience="new")
    over = coupon(market.tea_house, name="Yesterday", ends_at=now() - timedelta(hours=1))
    Claim.objects.create(buyer_id=market.account.id, coupon_id=over.id, allowed=1)
    for each in (store, percent):
        assert take(client, each).status_code == 302
    page = client.get(PAGE).content.decode()
    for words in (
        "€0.64 off from €3.84", "10 % off, at most €2.56", "For those who follow the store.",
        "For chosen goods.", "You can use it 3 times.", "while its budget lasts",
        "It counts in CNY; you see it at today",
        'href="/s/tea-house/"',
        "Tea days · Tea House",
        "Coupons of the marketplace to take", "€3.00 off", "For your first order in the marketplace.",
    ):  # fmt: skip
        assert words in page
    assert "Yesterday" not in page
    assert "Yesterday" in client.get(f"{PAGE}?tab=expired").content.decode()
    assert "Take the coupon" in page
    take(client, ours)
    assert "to take" not in client.get(PAGE).content.decode()
    market.place({"tea": 1}, coupons=[store.id])
    used = client.get(f"{PAGE}?tab=used").content.decode()
    assert "Tea days · Tea House" in used
    assert "Not paid yet" in used
    assert "€0.64" in used
    assert "Tea days" not in client.get(PAGE).content.decode()


def test_a_code_puts_it_there_and_a_wrong_one_stands_at_the_field(client: Client, market: Market) -> None:
    coupon(market.tea_house, name="Hidden", code="TEATIME")
    wrong = client.post(f"{PAGE}code/", {"code": "NOPE1"})
    assert wrong.status_code == 422
    assert 'value="NOPE1"' in wrong.content.decode()
    assert "<title>Error: My coupons" in wrong.content.decode()
    assert 'href="#f-code"' in wrong.content.decode()
    assert client.post(f"{PAGE}code/", {"code": "teatime"}).status_code == 302
    assert "Hidden" in client.get(PAGE).content.decode()


def test_another_buyers_coupons_are_not_mine(client: Client, market: Market) -> None:
    theirs = coupon(market.tea_house, name="Theirs", code="SECRET1")
    Claim.objects.create(buyer_id=new_id(), coupon_id=theirs.id, allowed=1)
    for tab in ("available", "used", "expired"):
        assert "Theirs" not in client.get(f"{PAGE}?tab={tab}").content.decode()
    take(client, theirs)  # it needs its code
    assert Claim.objects.count() == 1


def test_taken_on_the_stores_page_and_one_stays_there(client: Client, market: Market) -> None:
    one = coupon(market.tea_house)
    page = client.get("/s/tea-house/").content.decode()
    assert "Coupons of this store" in page
    assert f"{PAGE}{one.id}/take/" in page
    assert take(client, one, back="/s/tea-house/").headers["Location"] == "/s/tea-house/"
    assert take(client, one, back="https://evil.example/").headers["Location"] == PAGE
    assert f"{PAGE}{one.id}/take/" not in client.get("/s/tea-house/").content.decode()
    visitor = Client().get("/s/tea-house/").content.decode()
    assert f"{PAGE}{one.id}/take/" in visitor


def test_a_store_without_coupons_is_asked_nothing(client: Client, market: Market) -> None:
    coupon(market.lamp_shop)
    coupon()  # of the marketplace
    client.get("/s/tea-house/")
    with CaptureQueriesContext(connection) as asked:
        assert "Coupons of this store" not in client.get("/s/tea-house/").content.decode()
    assert not [query["sql"] for query in asked if "coupons_" in query["sql"]]


def test_budgets(client: Client, market: Market, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        take(client, coupon(market.tea_house, name=f"Coupon {number}"))
    client.get(PAGE)
    with django_assert_max_num_queries(4):
        client.get(PAGE)
    for tab in ("used", "expired"):
        with django_assert_max_num_queries(3):
            client.get(f"{PAGE}?tab={tab}")
