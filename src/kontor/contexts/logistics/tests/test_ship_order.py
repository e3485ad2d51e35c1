import threading
from datetime import timedelta

import pytest
from django.db import connection

from kontor.contexts.inventory.models import Movement, Stock
from kontor.contexts.logistics.errors import (
    NothingToShip,
    TrackingNumberMalformed,
    TrackingNumberMissing,
    TrackingNumberTaken,
    UnknownCarrier,
    UnknownService,
)
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.services.ship_order import ship_order
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.errors import OrderNotFound, QuantityTooLarge
from kontor.contexts.orders.models import Line, Step, StoreOrder
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel import clock
from kontor.kernel.lifecycle import MoveRefused
from kontor.platform.events.models import OutboxEvent

NUMBER = "YT2229521272164446"
OTHER = "YT2229521272164447"
pytestmark = pytest.mark.django_db


def ship(shop, order, number=NUMBER, *, seat=None, **given):
    values = {"carrier": "yunexpress", "service": "THPHR", "tracking_number": number}
    return ship_order(seat=seat or factories.seat(shop), order_number=order.number, **values | given)


def untouched(order):
    """Nothing has moved: no parcel, no step, no unit off the shelf."""
    return (
        StoreOrder.objects.get(store_id=order.store_id, id=order.id).state == order.state
        and not Shipment.objects.filter(store_id=order.store_id).exists()
        and not Step.objects.filter(store_id=order.store_id).exists()
        and not Movement.objects.filter(store_id=order.store_id).exists()
        and not OutboxEvent.objects.exists()
    )


@pytest.mark.rule("TRD-13")
def test_shipping_moves_the_order_the_stock_and_starts_the_tracking():
    shop = factories.store()
    order = factories.order(shop, 2, 1)

    done = ship(shop, order, " yt2229 5212 7216 4446")

    parcel = Shipment.objects.get(store_id=shop.id)
    assert (done.shipment_id, done.tracking_number, done.repeated) == (parcel.id, NUMBER, False)
    assert (parcel.tracking_number, parcel.weight_g, parcel.state) == (NUMBER, 900, "info_received")
    assert (parcel.origin_country, parcel.destination_country) == ("CN", "BG")
    assert parcel.expected_from == (parcel.shipped_at + timedelta(days=7)).date()
    assert parcel.expected_to == (parcel.shipped_at + timedelta(days=15)).date()
    assert parcel.pull_after == parcel.shipped_at + timedelta(minutes=60)
    assert StoreOrder.objects.get(store_id=shop.id, id=order.id).state == "shipped"
    assert sorted(Stock.objects.filter(store=shop).values_list("on_hand", "reserved")) == [(8, 0), (9, 0)]
    assert {event.name for event in OutboxEvent.objects.all()} == {"orders.shipped", "logistics.parcel_shipped"}


@pytest.mark.rule("TRD-07", "TRD-13")
def test_a_part_is_shipped_then_the_rest():
    shop = factories.store()
    order = factories.order(shop, 3)
    line = Line.objects.get(store_id=shop.id, order_id=order.id)

    ship(shop, order, lines={line.id: 1})
    assert StoreOrder.objects.get(store_id=shop.id, id=order.id).state == "partly_shipped"
    assert Stock.objects.values_list("on_hand", "reserved").get(store=shop) == (9, 2)

    ship(shop, order, OTHER)
    assert StoreOrder.objects.get(store_id=shop.id, id=order.id).state == "shipped"
    assert Stock.objects.values_list("on_hand", "reserved").get(store=shop) == (7, 0)
    parcels = Shipment.objects.filter(store_id=shop.id).order_by("id").values_list("tracking_number", "lines")
    assert list(parcels) == [(NUMBER, [[str(line.id), 1]]), (OTHER, [[str(line.id), 2]])]


@pytest.mark.rule("TRD-13")
def test_the_same_number_twice_is_one_parcel():
    shop = factories.store()
    order = factories.order(shop)

    first = ship(shop, order)
    again = ship(shop, order)

    assert (again.shipment_id, again.repeated) == (first.shipment_id, True)
    assert Shipment.objects.filter(store_id=shop.id).count() == 1
    assert Movement.objects.filter(store_id=shop.id).count() == 1


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"carrier": "pigeon"}, UnknownCarrier, "carrier"),
        ({"service": "PIGEON"}, UnknownService, "service"),
        ({"number": "  "}, TrackingNumberMissing, "tracking_number"),
        ({"number": "LP00123456789012"}, TrackingNumberMalformed, "tracking_number"),
        ({"lines": {}}, NothingToShip, "lines"),
    ],
)
@pytest.mark.rule("TRD-13")
def test_what_does_not_hold_is_refused_at_its_field(change, refusal, field):
    shop = factories.store()
    order = factories.order(shop)

    with pytest.raises(refusal) as refused:
        ship(shop, order, **change)

    assert refused.value.field == field
    assert untouched(order)


def test_a_wrong_number_is_refused_with_an_example():
    shop = factories.store()
    order = factories.order(shop)
    with pytest.raises(TrackingNumberMalformed) as refused:
        ship(shop, order, "LP00123456789012")
    assert refused.value.english() == (
        "“LP00123456789012” is not a tracking number of YunExpress. They look like YT2229521272164446: "
        "compare it with the label."
    )


def test_more_than_is_left_is_refused():
    shop = factories.store()
    order = factories.order(shop, 2)
    line = Line.objects.get(store_id=shop.id, order_id=order.id)
    with pytest.raises(QuantityTooLarge):
        ship(shop, order, lines={line.id: 3})
    assert untouched(order)


def test_the_right_to_ship_is_needed_and_named():
    shop = factories.store()
    order = factories.order(shop)
    with pytest.raises(RightMissing) as refused:
        ship(shop, order, seat=factories.seat(shop, "orders.view"))
    assert refused.value.right == "orders.ship"
    assert untouched(order)


def test_another_stores_order_is_not_there():
    order = factories.order(factories.store())
    with pytest.raises(OrderNotFound):
        ship(factories.store(), order)
    assert untouched(order)


def test_a_number_belongs_to_one_order_in_one_store():
    shop, other = factories.store(), factories.store()
    ship(shop, factories.order(shop))
    for second in (shop, other):
        order = factories.order(second)
        with pytest.raises(TrackingNumberTaken):
            ship(second, order)
        assert StoreOrder.objects.get(store_id=second.id, id=order.id).state == "to_ship"
    assert Shipment.objects.count() == 1


@pytest.mark.rule("TRD-07")
@pytest.mark.parametrize("state", ["placed", "paid", "shipped", "cancelled", "frozen", "in_dispute"])
def test_an_order_that_is_not_to_ship_is_not_shipped(state):
    shop = factories.store()
    order = factories.order(shop, state=state)
    with pytest.raises(MoveRefused):
        ship(shop, order)
    assert untouched(order)


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("TRD-13")
def test_a_double_click_makes_one_parcel():
    shop = factories.store()
    order = factories.order(shop, 2)
    clicks, results = threading.Barrier(4), []

    def click():
        clicks.wait()
        try:
            results.append(ship(shop, order).repeated)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False, True, True, True]
    assert Shipment.objects.filter(store_id=shop.id).count() == 1
    assert Stock.objects.values_list("on_hand", "reserved").get(store=shop) == (8, 0)


def test_the_time_of_shipping_is_the_clocks():
    shop = factories.store()
    order = factories.order(shop)
    with clock.moved(timedelta(days=2)):
        ship(shop, order)
    ahead = Shipment.objects.get(store_id=shop.id).shipped_at - clock.now()
    assert timedelta(days=1, hours=23) < ahead < timedelta(days=2)
