"""The way to a verified business and an open store (SEL-01, SEL-02, SEL-06, OPR-02)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written_many
from kontor.contexts.sellers import business_queries, queries
from kontor.contexts.sellers.business_errors import (
    BusinessUnknown,
    NothingSentBack,
    NotInReview,
    NotReady,
    StageClosed,
    ValueWrong,
    WordsOnApproval,
)
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import (
    Business,
    BusinessStage,
    BusinessStep,
    Store,
)
from kontor.contexts.sellers.services.add_requirement import add_requirement
from kontor.contexts.sellers.services.change_business import change_business
from kontor.contexts.sellers.services.decide_business import decide_business
from kontor.contexts.sellers.services.end_requirement import end_requirement
from kontor.contexts.sellers.services.hand_in_business import QUEUE, hand_in_business
from kontor.contexts.sellers.services.open_own_store import open_own_store
from kontor.contexts.sellers.services.save_stage import save_stage
from kontor.contexts.sellers.tests.businesses import (
    CHINA,
    GERMANY,
    USCC,
    applicant,
    decided,
    fill,
    handed_in,
    paper,
    states,
)
from kontor.contexts.sellers.tests.factories import account, seat
from kontor.kernel.errors import Refusals
from kontor.kernel.viewer import Applicant, Operator, Seat
from kontor.platform import reviews
from kontor.platform.reviews.models import ReviewItem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-01")]


def _seat(person: Account, store_id) -> Seat:
    found = queries.seat(person.id, store_id)
    assert found is not None
    return found


def _opened(by, name: str = "Lighthouse Lamps"):
    return open_own_store(by=by, name=name, country="CN", currency="CNY", language="zh-hans")


def test_stages_can_be_left_and_taken_up_again():
    _person, by = applicant()
    fill(by, CHINA, Stage.TYPE)
    assert save_stage(by=by, stage=Stage.LICENCE, typed={"licence_number": " 9111 0000600037341l "}) == "open"
    stage = business_queries.own_business(by).stage(Stage.LICENCE)
    assert stage.missing == ("Picture of the business licence or register extract",)
    assert [field.value for field in stage.fields] == [USCC, ""]
    assert save_stage(by=by, stage=Stage.LICENCE, typed={}, papers={"licence_picture": paper()}) == "ready"
    assert states(by) == {
        "type": "ready", "licence": "ready", "person": "open", "payout": "open", "contacts": "open", "tax": "open",
    }  # fmt: skip
    with pytest.raises(NotReady, match="Person, Payout account, Contacts, Taxes"):
        hand_in_business(by=by)
    assert Business.objects.get().state == "draft"
    assert not ReviewItem.objects.exists()


def test_a_wrong_number_is_told_at_its_field_and_a_good_picture_is_kept():
    _person, by = applicant()
    fill(by, CHINA, Stage.TYPE)
    with pytest.raises(ValueWrong) as refused:
        save_stage(
            by=by, stage=Stage.LICENCE, typed={"licence_number": "91110000600037341M"},
            papers={"licence_picture": paper()},
        )  # fmt: skip
    assert refused.value.field == "licence_number"
    stage = business_queries.own_business(by).stage(Stage.LICENCE)
    assert [field.there for field in stage.fields] == [False, True]


def test_a_sole_trader_elsewhere_is_asked_something_else():
    _person, by = applicant(country="DE")
    fill(by, GERMANY)
    assert set(states(by).values()) == {"ready"}
    assert hand_in_business(by=by).form == "sole_trader"


def test_another_country_asks_anew():
    _person, by = applicant()
    fill(by, CHINA)
    save_stage(by=by, stage=Stage.TYPE, typed={"country": "DE"})
    now_asked = states(by)
    assert now_asked["licence"] == "open"
    assert now_asked["payout"] == "open"
    assert now_asked["contacts"] == "ready"
    missing = business_queries.own_business(by).stage(Stage.PAYOUT).missing
    assert missing == ("IBAN",)


@pytest.mark.rule("OPR-02")
def test_a_reviewer_sends_stages_back_and_only_these_are_done_again():
    person, by, business = handed_in()
    item = ReviewItem.objects.get(kind=QUEUE)
    assert timedelta(hours=71) < item.due_at - item.opened_at <= timedelta(hours=72)
    assert item.facts["again"] is False
    assert set(states(by).values()) == {"review"}
    with pytest.raises(StageClosed):
        save_stage(by=by, stage=Stage.TAX, typed={"tax_status": "exempt"})
    operator = decided(business, "send_back", {"licence": "The picture cannot be read."})
    assert business.state == "sent_back"
    view = business_queries.own_business(by)
    assert {each.stage: each.state for each in view.stages if each.state != "accepted"} == {"licence": "sent_back"}
    assert view.stage(Stage.LICENCE).reason == "The picture cannot be read."
    with pytest.raises(StageClosed):
        save_stage(by=by, stage=Stage.PAYOUT, typed={"account_holder": "Somebody else"})
    with pytest.raises(NotReady, match="Licence"):
        hand_in_business(by=by)
    assert save_stage(by=by, stage=Stage.LICENCE, typed={}, papers={"licence_picture": paper("new")}) == "ready"
    hand_in_business(by=by)
    again = ReviewItem.objects.get(kind=QUEUE, closed_at__isnull=True)
    assert again.facts["again"] is True
    assert [part.name for part in reviews.find(QUEUE).parts(again)] == ["licence"]
    decided(business, "approve")
    assert business.state == "verified"
    assert business.verified_at is not None
    assert set(states(by).values()) == {"accepted"}
    kinds = list(Notice.objects.filter(account_id=person.id).order_by("id").values_list("kind", flat=True))
    assert kinds == ["business_sent_back", "business_verified"]
    told = written_many(list(Notice.objects.filter(account_id=person.id).order_by("id")))
    assert "The picture cannot be read." in told[0].body
    assert "Licence" in told[0].html
    moves = list(BusinessStep.objects.order_by("id").values_list("move", "stage", "by_id"))
    assert moves[:3] == [
        ("hand_in", "", person.id),
        ("send_back", "licence", operator.account_id),
        ("send_back", "", operator.account_id),
    ]


@pytest.mark.rule("OPR-02")
def test_a_decision_that_contradicts_itself_changes_nothing():
    _person, by, business = handed_in()
    for decision, words, refusal in (
        ("send_back", {}, NothingSentBack), ("send_back", {"store": "x"}, NothingSentBack),
        ("approve", {"tax": "Again, please."}, WordsOnApproval),
    ):  # fmt: skip
        with pytest.raises(refusal), transaction.atomic():
            decided(business, decision, words)
    assert Business.objects.get().state == "review"
    assert set(states(by).values()) == {"review"}
    decided(business, "refuse")
    assert business.state == "refused"
    assert business.verified_at is None
    with pytest.raises(NotInReview):
        decide_business(by=Operator(account("operator").id), business_id=business.id, decision="approve", reason="x")


def test_who_was_refused_may_begin_anew():
    person, by, business = handed_in()
    decided(business, "refuse")
    fill(by, GERMANY, Stage.TYPE)
    assert Business.objects.filter(owner=person).count() == 2
    assert business_queries.own_business(by).state == "draft"


@pytest.mark.rule("SEL-01", "OPR-02")
def test_what_the_operator_adds_is_asked_at_once_of_whom_it_concerns():
    _person, by = applicant()
    fill(by, CHINA)
    _other, german = applicant(country="DE")
    fill(german, GERMANY)
    operator = Operator(account("operator").id)
    with pytest.raises(Refusals):
        add_requirement(
            viewer=operator, stage="licence", kind="hologram", labels={}, country="", form="", required=True
        )
    added = add_requirement(
        viewer=operator, stage="licence", kind="document", labels={"en": "Export permit", "bg": "Разрешително"},
        country="CN", form="enterprise", required=True,
    )  # fmt: skip
    assert business_queries.own_business(by).stage(Stage.LICENCE).missing == ("Export permit",)
    assert states(german)["licence"] == "ready"
    with pytest.raises(NotReady, match="Licence"):
        hand_in_business(by=by)
    code = business_queries.own_business(by).stage(Stage.LICENCE).fields[-1].asked.code
    assert save_stage(by=by, stage=Stage.LICENCE, typed={}, papers={code: paper("permit")}) == "ready"
    assert end_requirement(viewer=operator, requirement_id=added) is True
    assert end_requirement(viewer=operator, requirement_id=added) is False
    assert len(business_queries.own_business(by).stage(Stage.LICENCE).fields) == 2
    hand_in_business(by=by)


def test_only_those_who_keep_the_papers_come_near_them():
    person, by = applicant()
    fill(by, CHINA, Stage.TYPE)
    store_id = _opened(by)
    clerk = seat(Store.objects.get())
    stranger = Applicant(account().id)
    for deed in (
        business_queries.own_business,
        lambda who: save_stage(by=who, stage=Stage.TAX, typed={"tax_status": "exempt"}),
        lambda who: hand_in_business(by=who),
        lambda who: change_business(by=who, stage=Stage.TAX),
    ):
        with pytest.raises(RightMissing):
            deed(clerk)
        with pytest.raises(BusinessUnknown):
            deed(stranger)
    assert set(BusinessStage.objects.values_list("stage", flat=True)) == {"type"}
    assert business_queries.own_business(_seat(person, store_id)).legal_name.startswith("Shenzhen")
