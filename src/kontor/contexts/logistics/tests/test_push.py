"""Carriers that push: well behaved, late, twice, in another order, forged, lost (over HTTP, both ways)."""

import httpx
import pytest

from kontor.contexts.logistics import carriers, providers
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.logistics.services.pull_tracking import pull_tracking
from kontor.contexts.logistics.tests import factories
from kontor.contexts.logistics.tests.test_providers import request_of
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("TRD-13")]


@pytest.fixture(params=["cainiao", "yanwen", "yunexpress"])
def parcel(request, pushing_world):
    carrier = carriers.find(request.param)
    number = providers.of(carrier).create_shipment(request_of(carrier))
    order = factories.order(factories.store(), state="shipped")
    return factories.shipment(order, number, carrier=carrier.code, service=carrier.services[0].code)


def state_of(parcel):
    return Shipment.objects.get(store_id=parcel.store_id, id=parcel.id).state


def statuses(messages):
    return [attempt["status"] for message in messages for attempt in message["attempts"]]


def test_what_a_carrier_pushes_is_taken(pushing_world, parcel):
    happened = pushing_world.advance(parcel.tracking_number, until="delivered", at="now")
    messages = pushing_world.settled(parcel.tracking_number)
    assert statuses(messages) == [200] * len(happened)
    assert state_of(parcel) == "delivered"
    assert TrackingEvent.objects.count() == len(happened)
    assert OutboxEvent.objects.filter(name="logistics.parcels_delivered").count() == 1


def test_twenty_copies_at_once_are_one_event(pushing_world, parcel):
    pushing_world.switch(parcel.tracking_number, notification="twice", times=20)
    pushing_world.advance(parcel.tracking_number, steps=2, at="now")
    messages = pushing_world.settled(parcel.tracking_number)
    assert set(statuses(messages)) == {200}
    assert TrackingEvent.objects.count() == 2
    assert OutboxEvent.objects.filter(name="logistics.parcel_moved").count() == 1


def test_another_order_of_arrival_leads_to_the_same(pushing_world, parcel):
    pushing_world.switch(parcel.tracking_number, notification="out_of_order")
    happened = pushing_world.advance(parcel.tracking_number, until="delivered", at="now")
    pushing_world.release(parcel.tracking_number)
    pushing_world.settled(parcel.tracking_number)
    assert state_of(parcel) == "delivered"
    assert TrackingEvent.objects.count() == len(happened)


@pytest.mark.parametrize("forgery", ["signature", "content"])
def test_forged_words_change_nothing(pushing_world, parcel, forgery):
    pushing_world.switch(parcel.tracking_number, notification="forged", forge=forgery)
    pushing_world.advance(parcel.tracking_number, steps=1, at="now")
    messages = pushing_world.settled(parcel.tracking_number)
    assert statuses(messages) == [403]
    assert state_of(parcel) == "info_received"
    assert not TrackingEvent.objects.exists()
    assert not OutboxEvent.objects.exists()


def test_what_was_lost_is_found_by_asking(pushing_world, parcel):
    pushing_world.switch(parcel.tracking_number, notification="lost")
    happened = pushing_world.advance(parcel.tracking_number, until="delivered", at="now")
    assert not TrackingEvent.objects.exists()
    assert pull_tracking() == 1
    assert TrackingEvent.objects.count() == len(happened)
    assert state_of(parcel) == "delivered"


def test_pushed_and_asked_it_is_the_same_event(pushing_world, parcel):
    happened = pushing_world.advance(parcel.tracking_number, steps=3, at="now")
    pushing_world.settled(parcel.tracking_number)
    pull_tracking()
    assert TrackingEvent.objects.count() == len(happened)


def test_a_message_for_nobody_is_answered_and_forgotten(pushing_world, live_server):
    carrier = carriers.find("cainiao")
    number = providers.of(carrier).create_shipment(request_of(carrier))
    pushing_world.advance(number, steps=1, at="now")
    assert statuses(pushing_world.settled(number)) == [200]
    answer = httpx.post(f"{live_server.url}/hooks/carriers/pigeon/", content=b"{}", trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (404, "ERR_NO_SUCH_CARRIER")
    assert httpx.get(f"{live_server.url}/hooks/carriers/cainiao/", trust_env=False).status_code == 405
    assert not TrackingEvent.objects.exists()


@pytest.mark.parametrize("code", ["cainiao", "yanwen", "yunexpress"])
@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe", b"a=b&logistics_interface=%ff", b"[" * 5000])
def test_rubbish_is_refused_quietly(live_server, code, body):
    answer = httpx.post(f"{live_server.url}/hooks/carriers/{code}/", content=body, trust_env=False)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
