"""Violations that Kontor finds: buyers' data read (ACC-41), orders shipped too late (OPR-03)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.governance.entering import points_of
from kontor.contexts.governance.jobs import end_due
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.services.punish_lateness import punish_lateness
from kontor.contexts.governance.tests.factories import operator, violation
from kontor.contexts.logistics.tests import factories as logistics
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.models import Card
from kontor.contexts.search.services.index_store import index_store
from kontor.contexts.search.tests.factories import PER_USD
from kontor.contexts.sellers.jobs import show_due
from kontor.contexts.sellers.models import Store, StoreHiding
from kontor.contexts.sellers.services.hide_store import hide_store
from kontor.contexts.sellers.services.open_overread import KIND, open_overread
from kontor.contexts.sellers.services.show_store import show_store
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel import clock
from kontor.platform import events, jobs, reviews

pytestmark = pytest.mark.django_db


@pytest.mark.rule("ACC-41", "OPR-03")
def test_reading_too_much_of_buyers_is_a_violation_in_the_register():
    shop, me = store(), operator()
    open_overread(store_id=shop.id, whole_store=False, most=300)
    item = reviews.ReviewItem.objects.get(kind=KIND)
    reviews.claim(viewer=me, item_id=item.id)
    reviews.decide(viewer=me, item_id=item.id, decision="hide_longest", reason="Opened by a machine.")
    events.drain()
    events.drain()
    made = Violation.objects.get()
    assert (made.code, made.points, made.words, made.by_id) == (
        "data_read",
        10,
        "Opened by a machine.",
        me.account_id,
    )
    assert made.evidence.count() == 1
    [follows] = made.consequences.all()
    hiding = StoreHiding.objects.get()
    assert (follows.kind, follows.until, follows.hiding_id) == ("hiding", hiding.until, hiding.id)
    assert follows.until - follows.at == timedelta(days=30)
    [told] = Notice.objects.filter(account_id=shop.business.owner_id)
    assert (told.kind, told.values["words"]) == ("violation", "Opened by a machine.")
    with clock.moved(timedelta(days=30, minutes=1)):
        show_due()
        events.drain()
        end_due()
        assert Store.objects.get(id=shop.id).state == "open"
    follows.refresh_from_db()
    assert follows.ended_at is not None
    assert not follows.lifted
    assert Notice.objects.filter(kind="penalty_over").count() == 1


@pytest.mark.rule("ACC-41")
def test_with_points_of_before_it_stays_hidden_for_the_longer_time():
    shop, me = store(), operator()
    violation(shop, "false_reviews")
    hide_store(viewer=me, store_id=shop.id, days=3, reason="Opened by a machine.")
    events.drain()  # sixteen points: a week by the threshold
    assert StoreHiding.objects.get().until - Violation.objects.latest("at").at > timedelta(days=6)
    with clock.moved(timedelta(days=4)):
        end_due()
        show_due()
        assert Store.objects.get(id=shop.id).state == "hidden"
    with clock.moved(timedelta(days=8)):
        end_due()
        assert Store.objects.get(id=shop.id).state == "open"


@pytest.mark.rule("OPR-03")
def test_the_operator_shows_a_store_again_and_the_register_knows():
    shop, me = store(), operator()
    violation(shop, "fake_orders", viewer=me)
    show_store(viewer=me, store_id=shop.id)
    events.drain()
    follows = Consequence.objects.get()
    assert follows.lifted
    assert follows.ended_at is not None
    assert points_of(shop.id) == 8


@pytest.mark.rule("OPR-03", "ACC-41")
def test_a_hidden_stores_goods_vanish_from_search_and_come_back_by_themselves():
    import_rates(day=clock.now().date(), source="test", per_usd=PER_USD)
    shop = store()
    goods = product(shop)
    index_store(store_id=shop.id)
    assert Card.objects.filter(store_id=shop.id).count() == 1
    violation(shop, "fake_orders", days=2)
    events.drain()
    jobs.drain()
    assert not Card.objects.filter(store_id=shop.id).exists()
    assert Client().get(f"/p/{goods.number}/").status_code == 404
    with clock.moved(timedelta(days=2, minutes=1)):
        end_due()
        events.drain()
        jobs.drain()
        assert Card.objects.filter(store_id=shop.id).count() == 1
        assert Client().get(f"/s/{shop.slug}/").status_code == 200


@pytest.mark.rule("OPR-03")
def test_a_closed_stores_goods_vanish_too():
    import_rates(day=clock.now().date(), source="test", per_usd=PER_USD)
    shop = store()
    product(shop)
    index_store(store_id=shop.id)
    violation(shop, "fraud")
    events.drain()
    jobs.drain()
    assert not Card.objects.filter(store_id=shop.id).exists()


@pytest.mark.rule("OPR-03")
def test_shipping_too_late_too_often_is_recorded_once_with_the_orders():
    shop, tidy = store(), store()
    moment = clock.now()
    for number in range(12):
        order = logistics.order(shop)
        late = timedelta(days=1 if number < 10 else -1)
        StoreOrder.objects.filter(store_id=shop.id, id=order.id).update(
            state="shipped", ship_by=moment - timedelta(days=5), shipped_at=moment - timedelta(days=5) + late
        )
    for _ in range(3):
        order = logistics.order(tidy)
        StoreOrder.objects.filter(store_id=tidy.id, id=order.id).update(ship_by=moment - timedelta(days=5))
    [made] = punish_lateness()
    assert punish_lateness() == []
    found = Violation.objects.get(id=made)
    assert (found.store_id, found.code, found.points, found.by_id) == (shop.id, "late_shipments", 2, None)
    assert found.evidence.filter(kind="order").count() == 10
    with clock.moved(timedelta(days=20)):
        assert punish_lateness() == []  # once within the time
    told = Notice.objects.get(kind="violation")
    assert told.values["title"] == "Orders shipped too late"
