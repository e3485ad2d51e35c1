"""Hundreds of orders at once: slips, parcels and cancellations, each with an answer of its own (SEL-03, TRD-07)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kontor.contexts.inventory.models import Reservation
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.privacy.models import RecipientRead
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Seat
from kontor.kernel import clock
from kontor.kernel.viewer import Seat as At
from kontor.platform.bulk import BulkRow, BulkRun
from kontor.platform.bulk.running import drop_files
from kontor.sites.seller_center.tests.test_orders import read, state_of

pytestmark = pytest.mark.django_db
MANY = 300


def numbers_of(orders):
    return [str(order.number) for order in orders]


def planned(browser, **values):
    answer = browser.post("/seller/orders/bulk/", values)
    assert answer.status_code == 302, read(answer, 422)
    return answer.headers["Location"]


def body(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.rule("SEL-03", "SEL-04")
def test_a_clerk_prints_three_hundred_slips_in_one_file_and_does_nothing_else(shop, settle):
    factories.orders(shop.store, MANY)
    clerk = shop.browser("clerk")
    page = read(clerk.get("/seller/orders/?tab=to_ship"))
    assert f"All {MANY + 2} that fit" in page
    assert "Ship selected" not in page
    assert "Cancel selected" not in page
    text = read(clerk.post("/seller/orders/bulk/", {"all": "1", "query": "tab=to_ship"}))
    assert f"{MANY + 2} orders are chosen" in text
    assert "Make the PDF" in text
    assert "Enter tracking numbers" not in text
    for action in ("orders.cancel", "logistics.ship"):
        form = {"all": "1", "query": "tab=to_ship", "action": action, "reason": "out_of_stock"}
        assert "You need the right" in read(clerk.post("/seller/orders/bulk/", form), 403)
    read(clerk.post("/seller/orders/ship/", {"all": "1", "query": "tab=to_ship"}), 403)
    assert not BulkRun.objects.exists()

    where = planned(clerk, all="1", query="tab=to_ship", action="logistics.slips")
    assert "You can leave this page" in read(clerk.get(where))
    assert RecipientRead.objects.count() == 0, "nothing is printed in the request"
    settle()
    text = read(clerk.get(where))
    assert f"{MANY + 2} slips are ready." in text
    assert "Open the PDF" in text
    file = body(clerk.get(f"{where}file/"))
    assert file.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", file)) == MANY + 2
    assert RecipientRead.objects.count() == MANY + 2, "each recipient that was seen is written down"
    assert set(StoreOrder.objects.values_list("state", flat=True)) == {"to_ship"}

    assert shop.browser().get(f"{where}file/").status_code == 404, "it is its person's alone"
    Seat.objects.filter(account_id=shop.clerk.id).update(rights=["orders.view"])
    assert clerk.get(f"{where}file/").status_code == 403
    Seat.objects.filter(account_id=shop.clerk.id).update(rights=["orders.view", "logistics.labels"])
    with clock.moved(timedelta(hours=25)):
        assert clerk.get(f"{where}file/").status_code == 404
        drop_files()
    assert BulkRun.objects.get().file == ""


@pytest.mark.rule("SEL-04")
def test_no_slip_for_a_destination_whose_numbers_are_not_registered(shop, settle):
    norway, gone = factories.order(shop.store, to="NO"), factories.order(shop.store, state="finished")
    numbers = numbers_of([norway, gone])
    clerk = shop.browser("clerk")
    where = planned(clerk, order=numbers, action="logistics.slips")
    settle()
    text = read(clerk.get(where))
    assert "Open the PDF" not in text
    assert "Slips are printed while an order waits to be shipped" in text
    codes = set(BulkRow.objects.values_list("code", flat=True))
    assert codes == {"ERR_TAX_NUMBER_NEEDED", "ERR_SLIP_NOT_NOW"}
    assert clerk.get(f"{where}file/").status_code == 404
    assert not RecipientRead.objects.exists()
    assert "Not printed" in read(clerk.get(f"/seller/orders/{norway.number}/slip/"), 409)
    assert "Not printed" in read(clerk.get(f"/seller/orders/{gone.number}/slip/"), 409)
    assert not RecipientRead.objects.exists()


@pytest.mark.rule("TRD-07", "TRD-13")
def test_three_hundred_are_shipped_each_with_its_answer(shop, settle):
    orders = factories.orders(shop.store, MANY)
    elsewhere = factories.shipment(factories.order(shop.store, state="shipped"), "YT2229521272000007")
    browser, numbers = shop.browser(), numbers_of(orders)
    text = read(browser.post("/seller/orders/ship/", {"order": numbers}))
    assert text.count('name="order" value=') == MANY
    form = {"order": numbers, "how": "ship"}
    for place, number in enumerate(numbers):
        form |= {f"service.{number}": "yunexpress:THPHR", f"track.{number}": f"YT2229521273{place:06d}"}
    form |= {f"track.{numbers[7]}": elsewhere.tracking_number, f"track.{numbers[8]}": f"YT2229521273{9:06d}"}
    text = read(browser.post("/seller/orders/ship/", form), 422)
    assert text.count("already belongs to another parcel") >= 3, "another store's number, and one that stands twice"
    assert f"Ship the {MANY - 3} without a fault" in text
    assert {state_of(order) for order in orders} == {"to_ship"}
    where = browser.post("/seller/orders/ship/", form | {"how": "good"}).headers["Location"]
    cancel(viewer=owner(shop), store_id=shop.store.id, order_id=orders[0].id, reason="out_of_stock")
    settle()
    text = read(browser.get(where))
    assert f"{MANY - 4} orders are shipped." in text
    assert "This is not possible now" in read(browser.get(f"{where}?state=refused"))
    states = [state_of(order) for order in orders]
    assert [states[place] for place in (0, 7, 8, 9)] == ["cancelled", "to_ship", "to_ship", "to_ship"]
    assert states.count("shipped") == MANY - 4
    assert Shipment.objects.filter(store_id=shop.store.id).count() == MANY - 3


def owner(shop):
    return At(shop.owner.id, shop.store.id, frozenset({"orders.view", "orders.cancel"}))


@pytest.mark.rule("TRD-07", "TRD-08")
def test_many_are_cancelled_with_a_reason_and_their_stock_is_free(shop, settle):
    orders = factories.orders(shop.store, 40)
    sent = factories.order(shop.store, state="shipped")
    browser, numbers = shop.browser(), numbers_of([*orders, sent])
    text = read(browser.post("/seller/orders/bulk/", {"order": numbers}))
    assert "41 orders are chosen" in text
    text = read(browser.post("/seller/orders/bulk/", {"order": numbers, "action": "orders.cancel"}), 422)
    assert "Choose why you cancel the order." in text
    where = planned(browser, order=numbers, action="orders.cancel", reason="price_error")
    text = read(browser.get(where))
    assert "40 orders would be cancelled." in text
    assert "For 1 it is not possible: the reason stands in its row." in text
    assert "This cannot be undone." in text
    assert {state_of(order) for order in orders} == {"to_ship"}
    browser.post(f"{where}start/")
    settle()
    text = read(browser.get(where))
    assert "40 orders were cancelled." in text
    assert "Undo" not in text
    rows = StoreOrder.objects.filter(store_id=shop.store.id, id__in=[order.id for order in orders])
    assert set(rows.values_list("state", "end_reason")) == {("cancelled", "price_error")}
    assert state_of(sent) == "shipped"
    held = Reservation.objects.filter(store_id=shop.store.id, order_id__in=[order.id for order in orders])
    assert set(held.values_list("state", flat=True)) == {"released"}
    browser.post(f"{where}undo/")
    assert set(rows.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.rule("SEL-03")
def test_a_right_that_is_taken_away_stops_what_is_under_way(shop, settle):
    orders = factories.orders(shop.store, 3)
    browser = shop.browser()
    where = planned(browser, order=numbers_of(orders), action="orders.cancel", reason="price_error")
    browser.post(f"{where}start/")
    Seat.objects.filter(account_id=shop.owner.id).update(rights=["orders.view", "orders.ship"])
    settle()
    assert {state_of(order) for order in orders} == {"to_ship"}
    assert "You need the right" in read(browser.get(where))
    where = browser.post(
        "/seller/orders/ship/",
        {
            "order": numbers_of(orders[:1]), "how": "ship", f"service.{orders[0].number}": "yunexpress:THPHR",
            f"track.{orders[0].number}": "YT2229521272164446",
        },
    ).headers["Location"]  # fmt: skip
    Seat.objects.filter(account_id=shop.owner.id).update(rights=["orders.view"])
    assert browser.post(f"{where}start/").status_code == 403
    settle()
    assert state_of(orders[0]) == "to_ship"


@pytest.mark.rule("SEL-03", "TRD-07")
def test_cancelling_asks_for_the_right_wherever_it_is_called(shop):
    for rights in ((), ("orders.view", "orders.ship", "logistics.labels")):
        seat = At(shop.clerk.id, shop.store.id, frozenset(rights))
        with pytest.raises(RightMissing):
            cancel(viewer=seat, store_id=shop.store.id, order_id=shop.order.id, reason="x")
    assert state_of(shop.order) == "to_ship"


def test_runs_of_orders_are_of_their_person_and_store(shop, other_shop):
    where = planned(shop.browser(), order=[shop.order.number], action="orders.cancel", reason="price_error")
    assert other_shop.browser().get(where).status_code == 404
    assert shop.browser("clerk").get(where).status_code == 404
    foreign = {"order": [shop.order.number], "action": "orders.cancel", "reason": "price_error"}
    answer = other_shop.browser().post("/seller/orders/bulk/", {**foreign, "query": "tab=risk_check"})
    assert answer.headers["Location"] == "/seller/orders/?tab=risk_check"
    assert BulkRun.objects.count() == 1
    unknown = {"order": [shop.order.number], "action": "catalogue.delist"}
    read(shop.browser().post("/seller/orders/bulk/", unknown), 422)


def test_what_it_costs(shop, settle, django_assert_max_num_queries):
    orders = factories.orders(shop.store, 60)
    browser = shop.browser()
    form = {"order": numbers_of(orders), "action": "logistics.slips"}
    browser.post("/seller/orders/bulk/", form)
    with django_assert_max_num_queries(19):
        where = planned(browser, **form)
    settle()
    with django_assert_max_num_queries(10):
        browser.get(where)
