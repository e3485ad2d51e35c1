"""A violation from its recording to its end: evidence, points, what follows, what people are told (OPR-03)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.catalogue.models import Product
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.governance.entering import points_of
from kontor.contexts.governance.errors import (
    EvidenceMissing,
    OffenceUnknown,
    PenaltyTooLong,
    ProductNeeded,
    ReasonMissing,
    ReferenceUnknown,
    ViolationNotFound,
    ViolationOver,
    WordsMissing,
)
from kontor.contexts.governance.events import MessagesFrozen, MessagesThawed
from kontor.contexts.governance.jobs import end_due, expire_due
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.services.lift_violation import lift_violation
from kontor.contexts.governance.services.record_violation import record_violation
from kontor.contexts.governance.tests.factories import operator, violation
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.models import Store, StoreHiding
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import System
from kontor.platform import events
from kontor.platform.audit.models import AuditRow
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-03")]


def _state(shop: Store) -> str:
    return Store.objects.get(id=shop.id).state


def _facts(fact: type) -> int:
    return OutboxEvent.objects.filter(name=fact.name).count()


def test_it_has_evidence_points_an_end_and_a_time_for_an_appeal_and_people_are_told():
    shop = store()
    made = violation(shop, "false_reviews", words="  Five reviews in a minute. ")
    assert (made.points, made.words, made.state) == (6, "Five reviews in a minute.", "in_force")
    assert made.points_until - made.at == timedelta(days=365)
    assert made.appeal_by - made.at == timedelta(days=14)
    assert [(each.kind, each.words) for each in made.evidence.all()] == [("words", "Five reviews from one browser.")]
    [told] = Notice.objects.filter(account_id=shop.business.owner_id)
    assert told.kind == "violation"
    assert told.values["title"] == "Reviews that are not honest"
    assert told.values["words"] == "Five reviews in a minute."
    assert (told.values["points"], told.values["total"]) == (6, 6)
    assert told.values["day"] == made.appeal_by.date().isoformat()
    assert told.values["violation"] == str(made.id)
    assert _state(shop) == "open"
    row = AuditRow.objects.get(kind="governance.violation", row_id=str(made.id))
    assert row.after == {"code": "false_reviews", "points": 6, "state": "in_force"}


@pytest.mark.parametrize(("fields", "refusal"), [
    ({"code": "treason"}, OffenceUnknown),
    ({"words": "  "}, WordsMissing),
    ({"proof": Proof()}, EvidenceMissing),
    ({"proof": Proof(words=" ")}, EvidenceMissing),
    ({"proof": Proof(orders=[4711])}, ReferenceUnknown),
    ({"proof": Proof(products=[4711])}, ReferenceUnknown),
    ({"code": "misdescribed"}, ProductNeeded),
    ({"code": "fake_orders", "days": 8}, PenaltyTooLong),
    ({"code": "fake_orders", "days": 0}, PenaltyTooLong),
])  # fmt: skip
def test_nothing_is_punished_without_a_rule_words_and_evidence(fields, refusal):
    shop = store()
    with pytest.raises(refusal):
        violation(shop, **({"code": "false_reviews"} | fields))
    assert not Violation.objects.exists()
    assert not Notice.objects.exists()
    assert _state(shop) == "open"


def test_numbers_of_another_store_are_no_evidence():
    shop, goods = store(), product(store())
    with pytest.raises(ReferenceUnknown):
        violation(shop, proof=Proof(products=[goods.number]))


def test_the_same_cause_is_recorded_once():
    shop, me = store(), operator()
    made = [violation(shop, viewer=me, cause="form:1") for _ in range(2)]
    assert made[0].id == made[1].id
    assert points_of(shop.id) == 6
    assert Notice.objects.count() == 1


def test_goods_leave_the_market_and_come_back_when_it_was_wrong():
    shop, me = store(), operator()
    goods, other = product(shop), product(shop)
    made = violation(shop, "infringing", viewer=me, proof=Proof(products=[goods.number]), words="A copied logo.")
    taken = Product.objects.get(id=goods.id)
    assert (taken.state, taken.delisted_by, taken.reason) == ("delisted", "operator", "A copied logo.")
    assert Product.objects.get(id=other.id).state == "approved"
    lift_violation(viewer=me, violation_id=made.id, reason="They own the logo.")
    assert Product.objects.get(id=goods.id).state == "approved"
    assert points_of(shop.id) == 0
    told = Notice.objects.get(kind="violation_lifted")
    assert told.values["reason"] == "They own the logo."
    assert Consequence.objects.get().lifted


def test_goods_that_are_off_sale_already_are_no_hindrance():
    shop = store()
    goods = product(shop, approved=False)
    violation(shop, "misdescribed", proof=Proof(products=[goods.number]))
    assert Product.objects.get(id=goods.id).state != "delisted"
    assert Consequence.objects.get().ended_at is not None


def test_messages_freeze_and_thaw_by_themselves():
    shop = store()
    made = violation(shop, "off_market", days=3)
    frozen = OutboxEvent.objects.get(name=MessagesFrozen.name)
    assert frozen.body["until"] == (made.at + timedelta(days=3)).isoformat()
    with clock.moved(timedelta(days=3, minutes=-1)):
        end_due()
    assert _facts(MessagesThawed) == 0
    with clock.moved(timedelta(days=3, minutes=1)):
        end_due()
        end_due()
    assert _facts(MessagesThawed) == 1
    assert Notice.objects.get(kind="penalty_over").values["follows"] == "No messages to buyers"


def test_a_second_freeze_holds_on():
    shop = store()
    violation(shop, "off_market", days=2)
    violation(shop, "abuse", days=7)
    with clock.moved(timedelta(days=3)):
        end_due()
    assert _facts(MessagesThawed) == 0


def test_twelve_points_hide_the_store_and_the_time_brings_it_back():
    shop = store()
    violation(shop, "false_reviews")
    second = violation(shop, "false_reviews")
    assert _state(shop) == "hidden"
    [made] = second.consequences.all()
    assert (made.kind, made.threshold) == ("hiding", 12)
    assert made.until - second.at == timedelta(days=7)
    assert abs(StoreHiding.objects.get().until - made.until) < timedelta(seconds=1)
    told = Notice.objects.filter(kind="violation").latest("created_at")
    assert (told.values["total"], told.values["follows"]) == (12, "Store hidden")
    with clock.moved(timedelta(days=7, minutes=1)):
        end_due()
        events.drain()
        assert _state(shop) == "open"
    assert Notice.objects.filter(kind="penalty_over").count() == 1
    assert points_of(shop.id) == 12  # they count on


def test_two_hidings_end_with_the_later_one_and_one_that_is_lifted_gives_way():
    shop, me = store(), operator()
    long = violation(shop, "fake_orders", viewer=me, days=6)
    violation(shop, "fake_orders", viewer=me, days=2)  # sixteen points: a week more by the threshold
    Consequence.objects.filter(threshold__gt=0).delete()
    assert StoreHiding.objects.filter(ended_at__isnull=True).count() == 1
    lift_violation(viewer=me, violation_id=long.id, reason="Not their people.")
    assert _state(shop) == "hidden"
    with clock.moved(timedelta(days=2, minutes=1)):
        end_due()
        assert _state(shop) == "open"


def test_forty_eight_points_close_the_store_and_a_wrong_closure_is_undone():
    shop, me = store(), operator()
    made = violation(shop, "fraud", viewer=me)
    assert _state(shop) == "closed"
    assert {each.threshold for each in made.consequences.all()} == {0, 48}
    lift_violation(viewer=me, violation_id=made.id, reason="Another store was meant.")
    assert _state(shop) == "open"
    assert not Consequence.objects.filter(ended_at__isnull=True).exists()


def test_a_closed_store_is_not_shown_by_the_clock():
    shop = store()
    violation(shop, "fake_orders", days=1)
    violation(shop, "fraud")
    with clock.moved(timedelta(days=2)):
        end_due()
        assert _state(shop) == "closed"


def test_points_expire_by_themselves():
    shop = store()
    made = violation(shop)
    with clock.moved(timedelta(days=364)):
        expire_due()
        assert points_of(shop.id) == 6
    with clock.moved(timedelta(days=365, minutes=1)):
        assert points_of(shop.id) == 0  # even before the job
        expire_due()
        expire_due()
    made.refresh_from_db()
    assert made.state == "expired"
    with pytest.raises(ViolationOver):
        lift_violation(viewer=operator(), violation_id=made.id, reason="why")


def test_lifting_needs_a_reason_and_a_violation():
    shop, me = store(), operator()
    made = violation(shop, viewer=me)
    with pytest.raises(ReasonMissing):
        lift_violation(viewer=me, violation_id=made.id, reason=" ")
    with pytest.raises(ViolationNotFound):
        lift_violation(viewer=me, violation_id=new_id(), reason="why")
    assert points_of(shop.id) == 6


def test_what_the_clock_finds_needs_no_words():
    shop = store()
    made = record_violation(
        viewer=System("clock"), store_id=shop.id, code="fake_orders", cause="x", proof=Proof(words="Seen.")
    )
    assert made.by_id is None
    assert StoreHiding.objects.get().reason  # the table's sentence, in the store's language
