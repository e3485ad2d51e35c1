"""Coupons and coins on the checkout page, without JavaScript (TRD-11, COI-07)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.tests.factories import fund, give, takes_coins
from kontor.contexts.coupons.models import Use
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db: None, monkeypatch: pytest.MonkeyPatch) -> Market:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return make_market()


@pytest.fixture
def client(market: Market) -> Client:
    made = Client()
    made.cookies["kontor_place"] = "ES.EUR.en"
    signed_in(made, market.account)
    for sku in (market.tea, market.lamp):
        made.post("/cart/add/", {"sku": str(sku.id), "quantity": "1"})
    return made


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the page as it stands, without a button."""
    page = page[page.index('id="checkout"') :]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        named = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if named.get("type") != "radio" or " checked" in tag:
            found[named.get("name", "")] = named.get("value", "")
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


def total_of(page: str) -> str:
    found = re.search(r'class="k-price">([^<]+)<', page)
    assert found is not None
    return found.group(1)


@pytest.mark.rule("TRD-11", "TRD-05")
def test_the_best_are_chosen_others_can_be_and_what_is_shown_is_charged(client: Client, market: Market) -> None:
    plain = total_of(client.get("/checkout/").content.decode())
    great = coupon(market.tea_house, amount_minor=1000, name="Ten off", threshold_minor=5000)
    small = coupon(market.tea_house, amount_minor=500, name="Little")
    coupon(market.tea_house, amount_minor=3000, name="Far", threshold_minor=10_000)
    platform = coupon(amount_minor=300, name="Market days")
    page = client.get("/checkout/").content.decode()
    sent = form_of(page)
    tea, ours = f"coupon-{market.tea_house.id}", "coupon-platform"
    assert (sent[tea], sent[ours]) == (str(great.id), str(platform.id))
    assert "€1.28 less: Ten off, €1.28 off from €6.39" in page
    assert "Goods of Tea House for €3.58 more, and you get “Far”: €3.83 off from €12.78." in page
    assert total_of(page) < plain
    other = client.post("/checkout/", {**sent, tea: str(small.id), ours: "", "action": "update"}).content.decode()
    sent = form_of(other)
    assert (sent[tea], sent[ours]) == (str(small.id), "")
    assert "Coupon “Little”" in other
    stale = client.post("/checkout/", {**sent, tea: str(great.id), "action": "place"})
    assert stale.status_code == 409  # the total of another choice was never shown
    assert not BuyerOrder.objects.exists()
    done = client.post("/checkout/", {**form_of(stale.content.decode()), "action": "place"})
    assert done.status_code == 302
    assert Use.objects.get().coupon_id == great.id
    assert f"€{BuyerOrder.objects.get().total_minor / 100:.2f}" == total_of(stale.content.decode())


@pytest.mark.rule("TRD-11")
def test_a_code_is_typed_and_what_is_wrong_stands_at_it(client: Client, market: Market) -> None:
    coded = coupon(market.tea_house, amount_minor=1000, code="TEATIME", name="Tea time")
    sent = form_of(client.get("/checkout/").content.decode())
    wrong = client.post("/checkout/", {**sent, "code": "<b>", "action": "code"})
    assert wrong.status_code == 422
    assert "This code belongs to no coupon that can be used now." in wrong.content.decode()
    assert 'value="&lt;b&gt;"' in wrong.content.decode()
    right = client.post("/checkout/", {**sent, "code": "teatime", "action": "place"})
    page = right.content.decode()
    assert right.status_code == 200  # a typed code is never passed over: its total is shown before anything is ordered
    assert not BuyerOrder.objects.exists()
    assert form_of(page)[f"coupon-{market.tea_house.id}"] == str(coded.id)
    assert client.post("/checkout/", {**form_of(page), "action": "place"}).status_code == 302
    assert Use.objects.get().coupon_id == coded.id


@pytest.mark.rule("TRD-11")
def test_a_choice_that_cannot_be_used_any_more_says_so(client: Client, market: Market) -> None:
    own = coupon(market.tea_house, name="Brief")
    sent = form_of(client.get("/checkout/").content.decode())
    type(own).objects.update(state="paused")
    refused = client.post("/checkout/", {**sent, "action": "place"})
    assert refused.status_code == 409
    assert not BuyerOrder.objects.exists()
    assert "A coupon you chose cannot be used for this order now." in refused.content.decode()
    page = client.post("/checkout/", {**sent, "action": "update"}).content.decode()
    assert "Your choice of coupons cannot be used for this order." in page


@pytest.mark.rule("COI-07")
def test_the_most_coins_are_offered_and_any_number_can_be_used(client: Client, market: Market) -> None:
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id)
    give(market.buyer, 900, market.tea_house)
    page = client.get("/checkout/").content.decode()
    assert "You have 900 coins." in page
    assert "900 coins, the most here: €1.15 off" in page
    sent = form_of(page)
    assert (sent["coins_use"], sent["coins_most"]) == ("", "900")
    some = client.post("/checkout/", {**sent, "coins_use": "some", "coins": "500", "action": "update"}).content.decode()
    used = int(form_of(some)["coins"])
    assert 490 < used <= 500  # no more than the cents need
    assert "€0.63 off" in some
    most = client.post("/checkout/", {**sent, "coins_use": "most", "action": "update"}).content.decode()
    assert "900 coins" in most[most.index('id="sums"') :]
    assert client.post("/checkout/", {**form_of(most), "action": "place"}).status_code == 302
    order = BuyerOrder.objects.get()
    assert f"€{order.total_minor / 100:.2f}" == total_of(most)


@pytest.mark.rule("COI-07", "TRD-11")
def test_coins_beside_coupons_as_the_table_says(client: Client, market: Market, policy_value: Any) -> None:
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id)
    give(market.buyer, 900, market.tea_house)
    coupon(market.tea_house)
    assert "the most here" in client.get("/checkout/").content.decode()
    policy_value("coupons.store_with_coins", "off")
    page = client.get("/checkout/").content.decode()
    assert "Coins cannot be used beside these coupons." in page
    assert "the most here" not in page


@pytest.mark.rule("TRD-11", "COI-07")
def test_an_ordinary_purchase_asks_nothing_of_coupons_and_coins(
    client: Client, market: Market, django_assert_max_num_queries: Any
) -> None:
    page = client.get("/checkout/").content.decode()
    assert "Coupons and coins" not in page
    with django_assert_max_num_queries(6), CaptureQueriesContext(connection) as asked:
        client.get("/checkout/")
    assert not [query["sql"] for query in asked if "coupons_" in query["sql"]]
    assert len([query["sql"] for query in asked if "coins_" in query["sql"]]) == 1  # the lines, with a column more
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id)
    give(market.buyer, 900, market.tea_house)
    coupon(market.tea_house)
    client.get("/checkout/")  # who has coupons, and the tree of categories, are read once a minute
    with django_assert_max_num_queries(9):
        client.get("/checkout/")
