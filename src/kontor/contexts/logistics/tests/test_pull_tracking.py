from datetime import timedelta

import pytest

from kontor.contexts.logistics import carriers, providers
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.logistics.services.pull_tracking import pull_tracking
from kontor.contexts.logistics.tests import factories
from kontor.contexts.logistics.tests.test_providers import request_of
from kontor.kernel import clock
from kontor.kernel.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(world):
    """A parcel that the carrier knows, under way, with its turn to be asked about."""

    def make(code, **fields):
        carrier = carriers.find(code)
        number = providers.of(carrier).create_shipment(request_of(carrier, reference=f"{code}-{now().timestamp()}"))
        order = factories.order(factories.store(), state="shipped")
        return factories.shipment(order, number, carrier=code, service=carrier.services[0].code, **fields)

    return make


@pytest.mark.rule("TRD-13")
@pytest.mark.parametrize("code", ["cainiao", "yanwen", "yunexpress"])
def test_a_carrier_that_is_asked_tells_where_the_parcel_is(world, announced, code):
    parcel = announced(code)
    world.advance(parcel.tracking_number, steps=2, at="now")

    assert pull_tracking() == 1

    parcel.refresh_from_db()
    assert parcel.state == "in_transit"
    assert timedelta(hours=5, minutes=59) < parcel.pull_after - now() <= timedelta(hours=6)
    assert pull_tracking() == 0, "its turn has not come again"
    world.advance(parcel.tracking_number, until="delivered", at="now")
    with clock.moved(timedelta(hours=7)):
        assert pull_tracking() == 1
    parcel.refresh_from_db()
    assert (parcel.state, parcel.pull_after) == ("delivered", None)


@pytest.mark.rule("TRD-13")
def test_a_carrier_that_is_down_waits_and_holds_up_no_other(world, announced):
    silent = [announced("yanwen") for _ in range(3)]
    fine = announced("cainiao")
    for parcel in (*silent, fine):
        world.advance(parcel.tracking_number, steps=1, at="now")
    for parcel in silent:
        world.switch(parcel.tracking_number, api="drop")

    assert pull_tracking() == 1

    fine.refresh_from_db()
    assert fine.state == "info_received"
    assert TrackingEvent.objects.filter(shipment_id=fine.id).count() == 1
    waits = []
    for _ in range(4):
        row = Shipment.objects.get(store_id=silent[0].store_id, id=silent[0].id)
        waits.append((row.pull_failures, round((row.pull_after - clock.now()).total_seconds() / 3600)))
        with clock.moved(timedelta(days=2)):
            Shipment.objects.filter(carrier="yanwen").update(pull_after=clock.now())
            pull_tracking()
        Shipment.objects.filter(carrier="yanwen").update(pull_after=clock.now() + timedelta(hours=24))
    assert [failures for failures, _ in waits] == [1, 2, 3, 4]
    assert waits[0][1] == 12, "twice the usual wait"
    world.carriers.switches.reset()
    Shipment.objects.filter(carrier="yanwen").update(pull_after=clock.now())
    assert pull_tracking() == 3
    assert Shipment.objects.get(store_id=silent[0].store_id, id=silent[0].id).pull_failures == 0


def test_a_round_takes_no_more_than_its_batch(world, announced, policy_value):
    policy_value("logistics.pull_batch", "2")
    parcels = [announced("cainiao") for _ in range(3)]
    assert pull_tracking() == 2
    assert pull_tracking() == 1
    assert len(parcels) == 3


def test_a_parcel_that_never_arrives_is_given_up(world, announced):
    parcel = announced("cainiao", shipped_at=now() - timedelta(days=121))
    pull_tracking()
    parcel.refresh_from_db()
    assert parcel.pull_after is None
