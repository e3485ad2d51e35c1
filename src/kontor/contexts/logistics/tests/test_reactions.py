import re

import pytest

from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.rules import CarrierEvent
from kontor.contexts.logistics.services.record_tracking import record_tracking
from kontor.contexts.logistics.states import TOLD, ParcelState
from kontor.contexts.logistics.tests import factories
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import StoreOrder
from kontor.kernel.clock import now

pytestmark = pytest.mark.django_db


def tell(state, key="k"):
    events = [CarrierEvent(key=f"{state}{key}", code="X", state=state, at=now())]
    record_tracking(carrier="yunexpress", number="YT2229521272164446", events=events)


@pytest.mark.rule("TRD-13")
@pytest.mark.parametrize("state", sorted(TOLD - {ParcelState.DELIVERED}))
def test_a_change_is_told_to_the_buyer_once(settle, mailbox_of, state):
    order = factories.order(factories.store(), state="shipped")
    factories.shipment(order)
    tell(state)
    tell(state, "again")
    settle()
    notice = Notice.objects.get(account_id=order.buyer_id, kind="parcel_moved")
    assert notice.cause == f"parcel_moved:{Shipment.objects.get().id}:{state}"
    subject, text = mailbox_of(notice)
    assert str(order.number) in subject
    assert f"/account/orders/{order.number}/tracking/" in text
    assert not re.search(r"[{}]|blocktranslate", subject + text)


def test_steps_in_between_are_not(settle):
    order = factories.order(factories.store(), state="shipped")
    factories.shipment(order)
    tell(ParcelState.IN_TRANSIT)
    settle()
    assert not Notice.objects.exists()


@pytest.mark.rule("TRD-13", "TRD-07")
def test_the_last_delivery_delivers_the_order(settle):
    order = factories.order(factories.store(), state="shipped")
    factories.shipment(order)
    tell(ParcelState.DELIVERED)
    settle()
    done = StoreOrder.objects.get(store_id=order.store_id, id=order.id)
    assert done.state == "delivered"
    assert (done.receive_by - done.delivered_at).days == 15
    assert list(Notice.objects.values_list("kind", flat=True)) == ["order_delivered"]


@pytest.fixture
def mailbox_of():
    """Subject and text of the mail that a notice became."""
    from kontor.platform.mail.models import Message

    def read(notice):
        mail = Message.objects.get(to=notice.address)
        return mail.subject, mail.text

    return read
