import itertools
import threading
from datetime import timedelta

import pytest
from django.db import connection

from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.logistics.rules import CarrierEvent
from kontor.contexts.logistics.services.record_tracking import record_tracking
from kontor.contexts.logistics.states import ParcelState as P
from kontor.contexts.logistics.tests import factories
from kontor.kernel.clock import now
from kontor.platform.events.models import OutboxEvent

NUMBER, OTHER = "YT2229521272164446", "YT2229521272164447"
pytestmark = pytest.mark.django_db


def event(state, hours, key="", **fields):
    at = now().replace(microsecond=0) + timedelta(hours=hours)
    return CarrierEvent(key=key or f"{state}@{hours}", code="X", state=state, at=at, **fields)


WAY = [
    (P.INFO_RECEIVED, 0), (P.IN_TRANSIT, 5), (P.CUSTOMS, 12), (P.OUT_FOR_DELIVERY, 18), (P.DELIVERED, 20),
]  # fmt: skip


def tell(*events, number=NUMBER):
    return record_tracking(carrier="yunexpress", number=number, events=events)


def facts(*names):
    rows = OutboxEvent.objects.order_by("position").values_list("name", "body")
    return [body.get("state", "") for name, body in rows if name in names]


def parcel_of(order, number=NUMBER, **fields):
    return factories.shipment(order, number, shipped_at=now(), **fields)


@pytest.mark.rule("TRD-13")
def test_events_move_the_parcel_and_end_its_questions():
    order = factories.order(factories.store(), state="shipped")
    parcel = parcel_of(order)

    assert tell(*(event(state, hours) for state, hours in WAY)) == 5

    parcel.refresh_from_db()
    assert (parcel.state, parcel.pull_after) == ("delivered", None)
    assert parcel.delivered_at == parcel.last_event_at
    assert TrackingEvent.objects.filter(store_id=order.store_id).count() == 5
    assert facts("logistics.parcel_moved") == ["delivered"]
    rows = dict(OutboxEvent.objects.values_list("name", "body"))
    assert set(rows) == {"logistics.parcel_moved", "logistics.parcel_delivered", "logistics.parcels_delivered"}
    assert rows["logistics.parcels_delivered"] == {
        "key": str(order.store_id), "store_id": str(order.store_id), "order_id": str(order.id),
        "buyer_id": str(order.buyer_id), "at": parcel.delivered_at.isoformat(),
    }  # fmt: skip


@pytest.mark.rule("TRD-13")
@pytest.mark.parametrize("arrival", list(itertools.permutations(range(4)))[::5])
def test_the_order_of_arrival_does_not_matter(arrival):
    way = [event(state, hours) for state, hours in WAY[:4]]
    parcel = parcel_of(factories.order(factories.store(), state="shipped"))
    for index in arrival:
        tell(way[index])
    parcel.refresh_from_db()
    assert parcel.state == "out_for_delivery"
    assert parcel.last_event_at == way[3].at


@pytest.mark.rule("TRD-13")
def test_said_twice_it_is_kept_once():
    parcel_of(factories.order(factories.store(), state="shipped"))
    assert tell(event(P.IN_TRANSIT, 1, "a"), event(P.CUSTOMS, 2, "b")) == 2
    assert tell(event(P.CUSTOMS, 2, "b"), event(P.IN_TRANSIT, 1, "a")) == 0
    assert TrackingEvent.objects.count() == 2
    assert facts("logistics.parcel_moved") == ["customs"]


def test_a_late_word_about_the_past_moves_nothing():
    parcel = parcel_of(factories.order(factories.store(), state="shipped"))
    tell(event(P.DELIVERED, 9))
    assert tell(event(P.IN_TRANSIT, 3), event(P.OUT_FOR_DELIVERY, 11)) == 2
    parcel.refresh_from_db()
    assert parcel.state == "delivered"
    assert facts("logistics.parcel_moved") == ["delivered"]


def test_an_unknown_code_is_kept_and_moves_nothing():
    parcel = parcel_of(factories.order(factories.store(), state="shipped"))
    assert tell(event(None, 3, text="Weighed", place="Yiwu", country="zz9")) == 1
    parcel.refresh_from_db()
    assert parcel.state == "info_received"
    kept = TrackingEvent.objects.get()
    assert (kept.state, kept.text, kept.place, kept.country) == ("", "Weighed", "Yiwu", "")


def test_long_words_are_cut_to_fit():
    parcel_of(factories.order(factories.store(), state="shipped"))
    assert tell(event(P.IN_TRANSIT, 1, "k" * 200, text="t" * 900, place="p" * 300)) == 1
    assert tell(event(P.IN_TRANSIT, 1, "k" * 200)) == 0
    assert len(TrackingEvent.objects.get().text) == 300


def test_events_of_another_life_of_the_number_are_not_taken():
    parcel = parcel_of(factories.order(factories.store(), state="shipped"))
    assert tell(event(P.DELIVERED, -24 * 40)) == 0
    assert tell(event(P.DELIVERED, 24 * 5)) == 0
    parcel.refresh_from_db()
    assert parcel.state == "info_received"
    assert not OutboxEvent.objects.exists()


def test_a_number_that_nobody_ships_under_changes_nothing():
    parcel_of(factories.order(factories.store(), state="shipped"))
    assert tell(event(P.DELIVERED, 3), number=OTHER) == 0
    assert record_tracking(carrier="cainiao", number=NUMBER, events=[event(P.DELIVERED, 3)]) == 0


@pytest.mark.rule("TRD-13", "TRD-07")
def test_the_order_has_arrived_with_its_last_parcel():
    order = factories.order(factories.store(), state="shipped")
    parcel_of(order)
    parcel_of(order, OTHER)
    tell(event(P.DELIVERED, 3))
    assert "logistics.parcels_delivered" not in OutboxEvent.objects.values_list("name", flat=True)
    tell(event(P.DELIVERED, 2), number=OTHER)
    body = OutboxEvent.objects.get(name="logistics.parcels_delivered").body
    assert body["at"] == Shipment.objects.get(tracking_number=NUMBER).delivered_at.isoformat()


@pytest.mark.rule("TRD-07")
def test_an_order_with_lines_left_has_not_arrived():
    order = factories.order(factories.store(), 2, state="partly_shipped")
    parcel_of(order)
    tell(event(P.DELIVERED, 3))
    names = list(OutboxEvent.objects.values_list("name", flat=True))
    assert sorted(names) == ["logistics.parcel_delivered", "logistics.parcel_moved"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("TRD-13")
def test_both_last_parcels_at_the_same_moment_are_one_arrival():
    order = factories.order(factories.store(), state="shipped")
    parcel_of(order)
    parcel_of(order, OTHER)
    gate = threading.Barrier(6)

    def told(number):
        gate.wait()
        try:
            tell(event(P.DELIVERED, 3, "d"), number=number)
        finally:
            connection.close()

    threads = [threading.Thread(target=told, args=[number]) for number in (NUMBER, OTHER) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    names = list(OutboxEvent.objects.values_list("name", flat=True))
    assert names.count("logistics.parcels_delivered") == 1
    assert names.count("logistics.parcel_delivered") == 2
    assert TrackingEvent.objects.count() == 2
