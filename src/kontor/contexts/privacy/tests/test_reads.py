"""Who reads buyers' orders: each look at a recipient is listed, too many pages are refused and told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.jobs import forget_old_recipients
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.contexts.privacy import policy
from kontor.contexts.privacy.errors import BuyerDataOverread
from kontor.contexts.privacy.models import Overread, RecipientRead
from kontor.contexts.privacy.services.drop_old import drop_old
from kontor.contexts.privacy.services.note_page_read import note_page_read
from kontor.kernel import clock
from kontor.kernel import policy as kernel_policy
from kontor.kernel.viewer import Operator, Seat
from kontor.platform import events, reviews
from kontor.platform.events.models import OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def most(monkeypatch):
    """Puts limits in force: `most("privacy.reads_of_a_seat", 10)`."""
    values: dict[str, int] = {}
    monkeypatch.setattr(kernel_policy, "_source", values.get)
    return values.__setitem__


@pytest.mark.rule("ACC-40")
@pytest.mark.parametrize(
    ("state", "delivered_ago", "rights", "there"),
    [
        ("paid", None, ("orders.view", "orders.ship"), False),
        ("to_ship", None, ("orders.view", "orders.ship"), True),
        ("to_ship", None, ("orders.view", "logistics.labels"), True),
        ("to_ship", None, ("orders.view",), False),
        ("shipped", None, ("orders.view", "orders.ship"), True),
        ("delivered", 1, ("orders.view", "orders.ship"), True),
        ("finished", 6, ("orders.view", "orders.ship"), True),
        ("delivered", 7, ("orders.view", "orders.ship"), False),
        ("finished", 8, ("orders.view", "orders.ship"), False),
        ("cancelled", 1, ("orders.view", "orders.ship"), False),
        ("in_dispute", 1, ("orders.view", "orders.ship"), False),
    ],
)
def test_a_recipient_is_there_for_the_parcel_and_some_days(state, delivered_ago, rights, there):
    shop = factories.store()
    at = clock.now() - timedelta(days=delivered_ago) if delivered_ago is not None else None
    order = factories.order(shop, state=state, delivered_at=at)
    seat = factories.seat(shop, *rights)
    assert bool(orders.store_order(seat, order.number, recipient=True).address) is there
    assert orders.store_order(seat, order.number).address == {}  # nobody gets it who does not ask
    listed = list(RecipientRead.objects.values_list("store_id", "order_id", "reader_id", "reader"))
    assert listed == ([(shop.id, order.id, seat.account_id, "seat")] if there else [])


@pytest.mark.rule("ACC-40", "OPR-06")
def test_an_operators_look_is_listed_as_well():
    order = factories.order(factories.store())
    me = Operator(factories.buyer().id)
    assert orders.operator_order(me, order.number).address
    assert orders.purchase(me, order.buyer_order_number).address == {}
    assert list(RecipientRead.objects.values_list("reader_id", "reader")) == [(me.account_id, "operator")]


@pytest.mark.rule("ACC-40")
def test_the_list_of_looks_is_kept_for_its_time():
    order = factories.order(factories.store())
    orders.operator_order(Operator(factories.buyer().id), order.number)
    with clock.moved(timedelta(days=policy.READS_KEPT.int(), minutes=-1)):
        assert drop_old() == (0, 0)
    with clock.moved(timedelta(days=policy.READS_KEPT.int(), minutes=1)):
        assert drop_old() == (0, 1)


@pytest.mark.rule("ACC-41")
def test_one_person_who_opens_too_many_pages_is_refused_and_told_once(most):
    most("privacy.reads_of_a_seat", 10)
    shop = factories.store()
    seat, colleague = factories.seat(shop), factories.seat(shop)
    for _ in range(10):
        note_page_read(seat=seat)
    for _ in range(3):
        with pytest.raises(BuyerDataOverread) as refused:
            note_page_read(seat=seat)
    assert (refused.value.code, refused.value.params["minutes"]) == ("ERR_BUYER_DATA_OVERREAD", 60)
    note_page_read(seat=colleague)  # who works on
    assert list(Overread.objects.values_list("store_id", "account_id", "whole_store", "most")) == [
        (shop.id, seat.account_id, False, 10)
    ]
    [told] = OutboxEvent.objects.filter(name="privacy.buyer_data_overread")
    assert told.body["store_id"] == str(shop.id)
    with clock.moved(timedelta(hours=1, seconds=1)):
        note_page_read(seat=seat)


@pytest.mark.rule("ACC-41")
def test_a_store_as_a_whole_has_a_limit_too(most):
    most("privacy.reads_of_a_store", 12)
    shop = factories.store()
    for _ in range(3):
        seat = factories.seat(shop)
        for _ in range(4):
            note_page_read(seat=seat)
    late = factories.seat(shop)
    with pytest.raises(BuyerDataOverread):
        note_page_read(seat=late)
    assert list(Overread.objects.values_list("whole_store", "most")) == [(True, 12)]


@pytest.mark.rule("ACC-41")
def test_the_operator_finds_the_store_in_the_queue(most):
    most("privacy.reads_of_a_seat", 10)
    shop = factories.store()
    seat = Seat(factories.buyer().id, shop.id, frozenset({"orders.view"}))
    for _ in range(10):
        note_page_read(seat=seat)
    with pytest.raises(BuyerDataOverread):
        note_page_read(seat=seat)
    events.drain()
    [item] = reviews.ReviewItem.objects.filter(kind="sellers.overread", closed_at__isnull=True)
    assert (item.subject_id, item.facts) == (shop.id, {"whole_store": False, "limit": 10})


@pytest.mark.rule("ACC-41")
def test_counting_costs_one_statement(django_assert_num_queries):
    seat = factories.seat(factories.store())
    note_page_read(seat=seat)
    with django_assert_num_queries(1):
        note_page_read(seat=seat)


@pytest.mark.rule("ACC-42")
def test_the_recipient_on_an_invoice_goes_when_its_time_is_over():
    old, young = (factories.order(factories.store()) for _ in range(2))
    rows = BuyerOrder.objects
    rows.filter(id=old.buyer_order_id).update(placed_at=clock.now() - timedelta(days=INVOICES_KEPT.int(), minutes=1))
    rows.filter(id=young.buyer_order_id).update(placed_at=clock.now() - timedelta(days=INVOICES_KEPT.int(), minutes=-9))
    total = rows.get(id=old.buyer_order_id).total_minor
    forget_old_recipients()
    assert rows.get(id=old.buyer_order_id).address == {}
    assert rows.get(id=old.buyer_order_id).total_minor == total
    assert rows.get(id=young.buyer_order_id).address["street"]
