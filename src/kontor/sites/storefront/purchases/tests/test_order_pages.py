import re
from datetime import timedelta

import pytest
from django.test import Client

from kontor.contexts.logistics.rules import CarrierEvent
from kontor.contexts.logistics.services.record_tracking import record_tracking
from kontor.contexts.logistics.states import ParcelState
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.models import StoreOrder
from kontor.kernel.clock import now
from kontor.sites.storefront.purchases.urls import urlpatterns

pytestmark = pytest.mark.django_db

STATES = {
    "placed": "Pay to start this order",
    "paid": "Your payment is being checked",
    "to_ship": "The seller is packing your goods",
    "partly_shipped": "A part is on its way",
    "shipped": "Your goods are on their way",
    "delivered": "Your goods have arrived",
    "received": "You have confirmed receipt",
    "finished": "This order is finished",
    "cancelled": "This order was cancelled",
    "in_dispute": "This order is in dispute",
    "frozen": "Kontor is looking at this order",
}
# The actions that the table of TRD-07 gives a buyer, by state.
ACTIONS = {
    "placed": {"pay"},
    "paid": {"cancel"},
    "to_ship": {"cancel"},
    "shipped": {"receive"},
    "delivered": {"receive"},
}
MARKS = {"pay": "Pay now", "cancel": 'action="/account/orders/{}/cancel/"', "receive": "/receive/"}
ADDRESSES = {
    "purchases": ("/account/orders/", False),
    "purchase": ("/account/orders/{}/", False),
    "purchase_tracking": ("/account/orders/{}/tracking/", False),
    "purchase_receive": ("/account/orders/{}/receive/", True),
    "purchase_paper": ("/account/orders/{}/papers/019ac000-0000-7000-8000-000000000000/pdf/", False),
    "purchase_cancel": ("/account/orders/{}/cancel/", True),
}


def page(browser, order, rest=""):
    answer = browser.get(f"/account/orders/{order.number}/{rest}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def state_of(order):
    return StoreOrder.objects.get(store_id=order.store_id, id=order.id).state


@pytest.mark.rule("BUY-02", "TRD-07")
@pytest.mark.parametrize("state", STATES)
def test_every_state_says_where_it_stands_and_what_can_be_done(browser, buyer, store, state):
    order = factories.order(store, state=state, by=buyer)
    text = page(browser, order)
    assert f">{STATES[state]}</h2>" in text
    offered = {name for name, mark in MARKS.items() if mark.format(order.number) in text}
    assert offered == ACTIONS.get(state, set())
    assert "Reading lamp" in text
    assert "Марта Иванова" in text


@pytest.mark.rule("BUY-02")
def test_a_page_asks_the_database_little(browser, buyer, store, django_assert_max_num_queries):
    order = factories.order(store, 1, 2, 3, state="shipped", by=buyer)
    factories.shipment(order)
    with django_assert_max_num_queries(18):
        page(browser, order)


@pytest.mark.rule("TRD-13")
def test_the_tracking_page_tells_the_way_in_one_form(browser, buyer, store):
    order = factories.order(store, state="shipped", by=buyer)
    factories.shipment(order, expected_from=now().date(), expected_to=(now() + timedelta(days=9)).date())
    told = [
        CarrierEvent(
            key="a", code="PU_PICKED", state=ParcelState.IN_TRANSIT, at=now(), place="Yiwu", country="CN", text="Taken"
        ),
        CarrierEvent(
            key="b", code="LH", state=ParcelState.IN_TRANSIT, at=now(), place="Istanbul", country="TR", text="Hub"
        ),
    ]
    record_tracking(carrier="yunexpress", number="YT2229521272164446", events=told)

    text = page(browser, order, "tracking/")

    for words in (
        "YT2229521272164446",
        "YunExpress Standard",
        "On the way",
        "Yiwu",
        "Türkiye",
        "Bulgaria",
        "Expected from",
    ):
        assert words in text
    assert text.count("<li data-done") == 1
    assert text.count("data-here") == 1


@pytest.mark.rule("BUY-02")
def test_before_anything_is_sent_the_tracking_page_says_so(browser, buyer, store):
    assert "Nothing has been sent yet" in page(browser, factories.order(store, by=buyer), "tracking/")


@pytest.mark.rule("BUY-02", "TRD-06")
def test_confirming_receipt_is_done_once(browser, buyer, store):
    order = factories.order(store, state="delivered", by=buyer)
    for _ in range(2):
        answer = browser.post(f"/account/orders/{order.number}/receive/")
        assert answer.status_code == 302
    assert state_of(order) == "received"


@pytest.mark.rule("BUY-02")
def test_what_is_not_shipped_can_be_cancelled_with_a_reason(browser, buyer, store):
    order = factories.order(store, by=buyer)
    browser.post(f"/account/orders/{order.number}/cancel/", {"reason": "nonsense"})
    assert state_of(order) == "to_ship"
    assert "Choose why you cancel the order." in page(browser, order)
    browser.post(f"/account/orders/{order.number}/cancel/", {"reason": "changed_mind"})
    assert state_of(order) == "cancelled"
    assert "I no longer want it" in page(browser, order)


@pytest.mark.rule("TRD-07")
def test_a_move_that_the_table_forbids_is_refused_in_words(browser, buyer, store):
    order = factories.order(store, state="shipped", by=buyer)
    browser.post(f"/account/orders/{order.number}/cancel/", {"reason": "changed_mind"})
    assert state_of(order) == "shipped"
    assert "This is not possible now" in page(browser, order)


def test_the_number_of_the_whole_purchase_leads_to_its_parts(browser, buyer, store):
    order = factories.order(store, by=buyer)
    answer = browser.get(f"/account/orders/{order.buyer_order_number}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/orders/{order.number}/")


def test_every_address_has_its_row():
    assert {pattern.name for pattern in urlpatterns} == set(ADDRESSES)


def visit(client, name, number):
    address, sends = ADDRESSES[name]
    address = address.format(number)
    return client.post(address, {"reason": "changed_mind"}) if sends else client.get(address)


@pytest.mark.rule("BUY-02")
@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "purchases"])
@pytest.mark.parametrize("state", ["to_ship", "delivered"])
def test_a_strangers_order_is_as_absent_as_one_that_never_was(stranger, buyer, store, name, state):
    order = factories.order(store, state=state, by=buyer)
    for number in (order.number, order.buyer_order_number):
        theirs, absent = visit(stranger, name, number), visit(stranger, name, 1234567890123456)
        assert (theirs.status_code, absent.status_code) == (404, 404)
        assert body(theirs) == body(absent)
    assert state_of(order) == state


def body(answer):
    text = answer.content.decode().replace(answer.request["PATH_INFO"], "")
    return re.sub(r"<code>[0-9a-f]+</code>|csrf[^>]+", "", text)


@pytest.mark.parametrize("name", ADDRESSES)
def test_somebody_anonymous_is_sent_to_the_door(buyer, store, name):
    order = factories.order(store, by=buyer)
    answer = visit(Client(), name, order.number)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
    assert state_of(order) == "to_ship"
