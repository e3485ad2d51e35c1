"""A store appeals within its time, once; somebody decides with an answer (OPR-02, OPR-03)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.governance.entering import points_of
from kontor.contexts.governance.errors import AppealMade, AppealMissing, AppealTooLate, ViolationNotFound, ViolationOver
from kontor.contexts.governance.models import Appeal
from kontor.contexts.governance.queries.register import own_violation, standing
from kontor.contexts.governance.services.appeal import KIND, appeal
from kontor.contexts.governance.services.lift_violation import lift_violation
from kontor.contexts.governance.tests.factories import operator, violation
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel import clock
from kontor.platform import reviews

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-03")]


@pytest.mark.rule("OPR-02")
@pytest.mark.parametrize(("decision", "state", "points", "kind"), [
    ("lift", "open", 0, "violation_lifted"), ("keep", "hidden", 8, "violation_kept"),
])  # fmt: skip
def test_it_is_decided_with_an_answer_that_the_store_reads(decision, state, points, kind):
    shop, me = store(), operator()
    made = violation(shop, "fake_orders")
    appeal(seat=owner_seat(shop), violation_id=made.id, text="  It was a gift for my sister.  ")
    item = reviews.ReviewItem.objects.get(kind=KIND)
    assert item.subject_id == made.id
    assert item.due_at - item.opened_at < timedelta(hours=72, seconds=1)
    reviews.claim(viewer=me, item_id=item.id)
    shown = dict(reviews.find(KIND).show(item, me))
    assert shown["The store writes"] == "It was a gift for my sister."
    assert shown["Evidence"] == ["Five reviews from one browser."]
    reviews.decide(viewer=me, item_id=item.id, decision=decision, reason="We have looked again.")
    assert Store.objects.get(id=shop.id).state == state
    assert points_of(shop.id) == points
    found = Appeal.objects.get()
    assert (found.granted, found.answer, found.decided_by) == (
        decision == "lift",
        "We have looked again.",
        me.account_id,
    )
    told = Notice.objects.get(kind=kind, account_id=shop.business.owner_id)
    assert told.values["reason"] == "We have looked again."


def test_once_and_within_its_time():
    shop = store()
    made = violation(shop)
    who = owner_seat(shop)
    with clock.moved(timedelta(days=14, minutes=1)):
        assert not own_violation(who, made.id).may_appeal
        with pytest.raises(AppealTooLate):
            appeal(seat=who, violation_id=made.id, text="why")
    assert own_violation(who, made.id).may_appeal
    appeal(seat=who, violation_id=made.id, text="why")
    assert not own_violation(who, made.id).may_appeal
    with pytest.raises(AppealMade):
        appeal(seat=who, violation_id=made.id, text="why again")
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_an_empty_or_endless_text_is_refused(text):
    shop = store()
    made = violation(shop)
    with pytest.raises(AppealMissing):
        appeal(seat=owner_seat(shop), violation_id=made.id, text=text)
    assert not Appeal.objects.exists()


def test_people_without_the_right_and_other_stores_are_kept_out():
    shop, other = store(), store()
    made = violation(shop)
    with pytest.raises(RightMissing):
        appeal(seat=seat(shop), violation_id=made.id, text="why")
    with pytest.raises(RightMissing):
        standing(seat(shop))
    with pytest.raises(ViolationNotFound):
        appeal(seat=owner_seat(other), violation_id=made.id, text="why")
    with pytest.raises(ViolationNotFound):
        own_violation(owner_seat(other), made.id)
    assert not Appeal.objects.exists()


def test_the_operator_takes_it_back_and_the_case_ends():
    shop, me = store(), operator()
    made = violation(shop)
    appeal(seat=owner_seat(shop), violation_id=made.id, text="why")
    lift_violation(viewer=me, violation_id=made.id, reason="Our mistake.")
    assert reviews.ReviewItem.objects.get(kind=KIND).decision == "withdrawn"
    assert Appeal.objects.get().granted
    with pytest.raises(ViolationOver):
        appeal(seat=owner_seat(shop), violation_id=made.id, text="why")


def test_a_store_sees_how_it_stands():
    shop = store()
    violation(shop)
    violation(store())
    found = standing(owner_seat(shop))
    assert (found.points, found.next.points, len(found.lines)) == (6, 12, 1)
    assert found.lines[0].title == "Reviews that are not honest"
