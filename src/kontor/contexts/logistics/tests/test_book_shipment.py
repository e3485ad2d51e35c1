import threading

import pytest
from django.db import connection

from kontor.contexts.logistics.errors import CarrierSilent, TooHeavy, UnknownService
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.services.book_shipment import book_shipment
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.lifecycle import MoveRefused

pytestmark = pytest.mark.django_db


def book(shop, order, **given):
    values = {"carrier": "yanwen", "service": "481"}
    return book_shipment(seat=given.pop("seat", factories.seat(shop)), order_number=order.number, **values | given)


@pytest.mark.rule("TRD-13")
def test_a_number_is_got_from_the_carrier_and_the_parcel_sent_with_it(world):
    shop = factories.store()
    order = factories.order(shop, 2)

    done = book(shop, order)

    known = world.carriers.book.find(f"{order.number}-1", "yanwen")
    assert (known.number, known.grams, known.destination) == (done.tracking_number, 600, "BG")
    assert StoreOrder.objects.get(store_id=shop.id, id=order.id).state == "shipped"
    assert Shipment.objects.get(store_id=shop.id).tracking_number == done.tracking_number


@pytest.mark.rule("TRD-13")
def test_two_parcels_have_two_numbers(world):
    shop = factories.store()
    order = factories.order(shop, 2)
    line = Line.objects.get(store_id=shop.id)
    first = book(shop, order, lines={line.id: 1})
    second = book(shop, order, parcel=2)
    assert first.tracking_number != second.tracking_number
    assert book(shop, order, parcel=2).repeated
    with pytest.raises(MoveRefused):
        book(shop, order, parcel=3)


@pytest.mark.rule("TRD-13")
@pytest.mark.parametrize("misbehaviour", [{"api": "drop"}, {"api": "error", "api_when": "after"}])
def test_a_lost_answer_is_asked_for_again(world, misbehaviour):
    shop = factories.store()
    order = factories.order(shop)
    world.switch(**misbehaviour)
    with pytest.raises(CarrierSilent):
        book(shop, order)
    assert StoreOrder.objects.get(store_id=shop.id, id=order.id).state == "to_ship"
    assert not Shipment.objects.exists()
    world.carriers.switches.reset()

    done = book(shop, order)

    assert [each.number for each in world.carriers.book.all()] == [done.tracking_number]


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("TRD-13")
def test_a_double_click_books_once(world):
    shop = factories.store()
    order = factories.order(shop)
    gate, numbers = threading.Barrier(3), []

    def click():
        gate.wait()
        try:
            numbers.append(book(shop, order).tracking_number)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 3
    assert len(set(numbers)) == 1
    assert Shipment.objects.count() == 1


def test_what_the_carrier_would_not_take_is_not_asked(world):
    shop = factories.store()
    with pytest.raises(TooHeavy):
        book(shop, factories.order(shop, 7))
    with pytest.raises(UnknownService):
        book(shop, factories.order(shop), service="PIGEON")
    with pytest.raises(RightMissing):
        book(shop, factories.order(shop), seat=factories.seat(shop, "orders.view"))
    with pytest.raises(MoveRefused):
        book(shop, factories.order(shop, state="cancelled"))
    assert world.carriers.book.all() == []
    assert not Shipment.objects.exists()
