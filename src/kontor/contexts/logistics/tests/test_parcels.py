from datetime import timedelta

import pytest
from django.utils import translation

from kontor.contexts.logistics.queries import parcels_for
from kontor.contexts.logistics.rules import CarrierEvent
from kontor.contexts.logistics.services.record_tracking import record_tracking
from kontor.contexts.logistics.states import FINAL, LABEL, SENTENCE, TONE, ParcelState
from kontor.contexts.logistics.tests import factories
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer

pytestmark = pytest.mark.django_db


@pytest.mark.rule("TRD-13")
def test_parcels_of_all_carriers_have_one_form(django_assert_num_queries):
    order = factories.order(factories.store(), state="shipped")
    factories.shipment(order, lines=[[str(new_id()), 2]])
    factories.shipment(order, "LP00123456789012", carrier="cainiao", service="CAINIAO_STANDARD")
    at = now()
    told = [
        CarrierEvent(key="1", code="A", state=ParcelState.IN_TRANSIT, at=at, place="Yiwu", country="CN", text="Taken"),
        CarrierEvent(key="2", code="B", state=None, at=at + timedelta(hours=1), place="Liège", country="BE"),
    ]
    record_tracking(carrier="cainiao", number="LP00123456789012", events=told)

    with django_assert_num_queries(2):
        one, two = parcels_for(Buyer(order.buyer_id), store_id=order.store_id, order_id=order.id)

    assert (one.carrier_name, one.service_name, one.label) == (
        "YunExpress",
        "YunExpress Standard",
        "Waiting for the carrier",
    )
    assert one.carrier_page == "https://www.yuntrack.com/parcelTracking?id=YT2229521272164446"
    assert (two.state, two.label, two.tone) == ("in_transit", "On the way", "info")
    assert [(e.label, e.place, e.country, e.text) for e in two.events] == [
        ("", "Liège", "BE", ""), ("On the way", "Yiwu", "CN", "Taken"),
    ]  # fmt: skip
    assert [hop.country for hop in two.hops] == ["CN", "BE", "BG"]
    assert not one.overdue
    with translation.override("zh-hans"):
        assert (
            parcels_for(Buyer(order.buyer_id), store_id=order.store_id, order_id=order.id)[0].carrier_name == "云途物流"
        )


def test_a_parcel_past_its_last_day_is_overdue_until_it_arrives():
    order = factories.order(factories.store(), state="shipped")
    factories.shipment(order, expected_to=(now() - timedelta(days=1)).date())
    factories.shipment(order, "YT2229521272164447", expected_to=(now() - timedelta(days=1)).date(), state="delivered")
    late, arrived = parcels_for(Buyer(order.buyer_id), store_id=order.store_id, order_id=order.id)
    assert (late.overdue, arrived.overdue) == (True, False)


def test_a_stranger_sees_none():
    order = factories.order(factories.store(), state="shipped")
    factories.shipment(order)
    stranger, rival = Buyer(new_id()), factories.seat(factories.store())
    for viewer in (stranger, rival):
        assert parcels_for(viewer, store_id=order.store_id, order_id=order.id) == []
    assert parcels_for(factories.seat(order.store), store_id=order.store_id, order_id=order.id)


def test_every_state_has_its_words():
    for state in ParcelState:
        assert LABEL[state]
        assert SENTENCE[state]
        assert TONE.get(state, "info")
    assert {ParcelState.DELIVERED, ParcelState.RETURNED} == FINAL
