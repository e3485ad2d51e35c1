"""A store out of sight: for some days, with a reason, undone by the operator or by time (ACC-41)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.notifications.models import Notice
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.models import Card
from kontor.contexts.search.services.index_store import index_store
from kontor.contexts.search.tests.factories import PER_USD
from kontor.contexts.sellers import queries
from kontor.contexts.sellers.errors import HidingNeedsReason, HidingTooLong, NotHidden, NotHideable, StoreNotFound
from kontor.contexts.sellers.jobs import show_due
from kontor.contexts.sellers.models import Store, StoreHiding
from kontor.contexts.sellers.reviews import KIND
from kontor.contexts.sellers.services.hide_store import hide_store
from kontor.contexts.sellers.services.open_overread import open_overread
from kontor.contexts.sellers.services.show_store import show_store
from kontor.contexts.sellers.tests.factories import account, store
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import events, jobs, reviews

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-41")]


@pytest.fixture
def me() -> Operator:
    return Operator(account("operator").id)


def _state(shop: Store) -> str:
    return Store.objects.get(id=shop.id).state


def test_it_is_hidden_with_a_reason_that_its_people_read(me):
    shop = store()
    hidden = hide_store(viewer=me, store_id=shop.id, days=5, reason="  Read by a machine.  ")
    assert _state(shop) == "hidden"
    assert hidden.until - hidden.at == timedelta(days=5)
    seen = queries.hiding(shop.id)
    assert seen is not None
    assert (seen.reason, seen.until) == ("Read by a machine.", hidden.until)
    events.drain()  # governance enters it into its register, and tells them
    [notice] = Notice.objects.filter(account_id=shop.business.owner_id)
    assert (notice.kind, notice.values["words"]) == ("violation", "Read by a machine.")


@pytest.mark.parametrize(("days", "reason", "refusal"), [
    (0, "why", HidingTooLong), (31, "why", HidingTooLong), (-1, "why", HidingTooLong), (3, "  ", HidingNeedsReason),
])  # fmt: skip
def test_bounds_hold_and_nothing_changes(me, days, reason, refusal):
    shop = store()
    with pytest.raises(refusal):
        hide_store(viewer=me, store_id=shop.id, days=days, reason=reason)
    assert _state(shop) == "open"
    assert not StoreHiding.objects.exists()


def test_a_hidden_closed_or_absent_store_cannot_be_hidden(me):
    shop, closed = store(), store()
    Store.objects.filter(id=closed.id).update(state="closed")
    hide_store(viewer=me, store_id=shop.id, days=3, reason="why")
    for identity, refusal in ((shop.id, NotHideable), (closed.id, NotHideable), (new_id(), StoreNotFound)):
        with pytest.raises(refusal):
            hide_store(viewer=me, store_id=identity, days=3, reason="why")
    assert StoreHiding.objects.count() == 1


def test_the_operator_can_undo_it_and_the_state_of_before_is_back(me):
    shop = store()
    Store.objects.filter(id=shop.id).update(state="holiday")
    hide_store(viewer=me, store_id=shop.id, days=3, reason="why")
    show_store(viewer=me, store_id=shop.id)
    assert _state(shop) == "holiday"
    assert StoreHiding.objects.get().ended_by == me.account_id
    with pytest.raises(NotHidden):
        show_store(viewer=me, store_id=shop.id)


def test_it_ends_by_itself(me):
    shop = store()
    hide_store(viewer=me, store_id=shop.id, days=30, reason="why")
    with clock.moved(timedelta(days=30, minutes=-1)):
        show_due()
        assert _state(shop) == "hidden"
    with clock.moved(timedelta(days=30, minutes=1)):
        show_due()
        show_due()
        assert _state(shop) == "open"
    ended = StoreHiding.objects.get()
    assert ended.ended_at is not None
    assert ended.ended_by is None


def test_its_goods_leave_search_and_come_back_and_a_link_says_that_it_is_away(me):
    import_rates(day=clock.now().date(), source="test", per_usd=PER_USD)
    shop = store()
    goods = product(shop)
    index_store(store_id=shop.id)
    assert Card.objects.filter(store_id=shop.id).count() == 1
    hide_store(viewer=me, store_id=shop.id, days=3, reason="Read by a machine.")
    events.drain()
    jobs.drain()
    assert not Card.objects.filter(store_id=shop.id).exists()
    for path in (f"/s/{shop.slug}/", f"/p/{goods.number}/"):
        answer = Client().get(path)
        text = answer.content.decode()
        assert answer.status_code == 404
        assert "This store is away" in text
        assert "Read by a machine." not in text
    assert "This store is away" not in Client().get("/s/no-such-store/").content.decode()
    show_store(viewer=me, store_id=shop.id)
    events.drain()
    jobs.drain()
    assert Card.objects.filter(store_id=shop.id).count() == 1
    assert Client().get(f"/s/{shop.slug}/").status_code == 200


@pytest.mark.parametrize(("decision", "days"), [("let_be", None), ("hide_week", 7), ("hide_longest", 30)])
def test_a_reviewer_decides_in_the_queue(me, decision, days):
    shop = store()
    assert open_overread(store_id=shop.id, whole_store=False, most=300)
    assert not open_overread(store_id=shop.id, whole_store=True, most=2000)  # it waits already
    item = reviews.ReviewItem.objects.get(kind=KIND)
    reviews.claim(item_id=item.id, viewer=me)
    reviews.decide(item_id=item.id, decision=decision, reason="Opened by a machine.", viewer=me)
    assert _state(shop) == ("open" if days is None else "hidden")
    if days is not None:
        hidden = StoreHiding.objects.get()
        assert (hidden.until - hidden.at, hidden.reason) == (timedelta(days=days), "Opened by a machine.")
