"""Pictures and numbers of a business: judged, sealed, seen by reviewers alone, deleted (SEL-01, OPR-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.risk.documents.errors import NotAPicture
from kontor.contexts.risk.tests.documents import side, spoilt
from kontor.contexts.sellers import business_queries, queries
from kontor.contexts.sellers.business_errors import (
    PaperDamaged,
    PaperFaulty,
    PaperUnknown,
)
from kontor.contexts.sellers.jobs import purge_papers_job
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import (
    BusinessPaper,
    BusinessStage,
    BusinessStep,
    PaperView,
)
from kontor.contexts.sellers.services.hand_in_business import QUEUE
from kontor.contexts.sellers.services.open_own_store import open_own_store
from kontor.contexts.sellers.services.save_stage import save_stage
from kontor.contexts.sellers.services.see_paper import see_paper
from kontor.contexts.sellers.tests.businesses import (
    CHINA,
    GERMANY,
    RIC,
    USCC,
    applicant,
    decided,
    fill,
    handed_in,
    states,
)
from kontor.contexts.sellers.tests.factories import account
from kontor.kernel import clock
from kontor.kernel.viewer import Operator, Seat
from kontor.platform import reviews
from kontor.platform.reviews.models import ReviewItem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-01")]


def _seat(person: Account, store_id) -> Seat:
    found = queries.seat(person.id, store_id)
    assert found is not None
    return found


def _opened(by, name: str = "Lighthouse Lamps"):
    return open_own_store(by=by, name=name, country="CN", currency="CNY", language="zh-hans")


def test_pictures_are_judged_at_once():
    _person, by = applicant()
    fill(by, CHINA, Stage.TYPE)
    with pytest.raises(PaperFaulty) as refused:
        save_stage(by=by, stage=Stage.PERSON, typed={}, papers={"person_front": spoilt("blurred").content})
    assert refused.value.field == "person_front"
    with pytest.raises(NotAPicture):
        save_stage(by=by, stage=Stage.LICENCE, typed={}, papers={"licence_picture": b"%PDF-1.7"})
    front = side("front").content
    with pytest.raises(PaperFaulty):
        save_stage(by=by, stage=Stage.PERSON, typed={}, papers={"person_front": front, "person_back": front})
    assert list(BusinessPaper.objects.values_list("code", flat=True)) == ["person_front"]


def test_numbers_and_papers_are_sealed_for_their_place():
    _person, by = applicant()
    fill(by, CHINA)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(sealed, 'escape'), ' ') FROM sellers_businessstage")
        text = cursor.fetchone()[0]
    for plain in (USCC, RIC, "6222000012345678", "林伟"):
        assert plain not in text
    assert not any(
        bytes(each).startswith(b"\xff\xd8") for each in BusinessPaper.objects.values_list("sealed", flat=True)
    )
    fields = {f.asked.code: f.value for f in business_queries.own_business(by).stage(Stage.PAYOUT).fields}
    assert fields["account_number"] == "•••• 5678"
    assert save_stage(by=by, stage=Stage.PAYOUT, typed=CHINA[Stage.PAYOUT][0] | {"account_number": ""}) == "ready"


@pytest.mark.rule("OPR-02", "OPR-06")
def test_papers_are_seen_by_whoever_has_the_case_and_each_look_is_kept():
    _person, _by, business = handed_in()
    item = ReviewItem.objects.get(kind=QUEUE)
    operator, other = Operator(account("operator").id), Operator(account("operator").id)
    with pytest.raises(PaperUnknown):
        see_paper(viewer=operator, item_id=item.pk, code="licence_picture")
    reviews.claim(viewer=operator, item_id=item.pk)
    case = reviews.case(operator, item.pk)
    assert USCC in str(case.evidence)
    assert RIC in str(case.evidence)
    assert see_paper(viewer=operator, item_id=item.pk, code="licence_picture").startswith(b"\xff\xd8\xff")
    for viewer, code in ((other, "licence_picture"), (operator, "nothing")):
        with pytest.raises(PaperUnknown):
            see_paper(viewer=viewer, item_id=item.pk, code=code)
    assert list(PaperView.objects.values_list("code", "by_id")) == [("licence_picture", operator.account_id)]
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperView.objects.update(code="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        BusinessStep.objects.update(move="approve")
    BusinessPaper.objects.filter(code="licence_picture").update(sealed=b"x" * 60)
    with pytest.raises(PaperDamaged):
        see_paper(viewer=operator, item_id=item.pk, code="licence_picture")
    assert PaperView.objects.count() == 1
    assert business.state == "review"


def test_papers_and_abandoned_drafts_go_after_their_time():
    _person, by, business = handed_in()
    _other, left = applicant(country="DE")
    fill(left, GERMANY)
    decided(business, "approve")
    with clock.moved(timedelta(days=89)):
        purge_papers_job()
        assert BusinessPaper.objects.count() == 6
    with clock.moved(timedelta(days=91)):
        purge_papers_job()
        assert set(BusinessPaper.objects.values_list("business_id", flat=True)) == {business.id}
        assert not any(
            bytes(each) for each in BusinessStage.objects.exclude(business=business).values_list("sealed", flat=True)
        )
    with clock.moved(timedelta(days=181)):
        purge_papers_job()
        assert not BusinessPaper.objects.exists()
        assert set(states(by).values()) == {"accepted"}
        assert business_queries.own_business(by).stage(Stage.LICENCE).fields[0].value == USCC


def test_values_that_were_moved_or_changed_open_nowhere():
    _person, by = applicant()
    fill(by, CHINA, Stage.TYPE, Stage.LICENCE, Stage.TAX)
    licence, tax = (BusinessStage.objects.get(stage=name) for name in ("licence", "tax"))
    BusinessStage.objects.filter(pk=tax.pk).update(sealed=licence.sealed)
    with pytest.raises(PaperDamaged):
        business_queries.own_business(by)
    whole = bytes(tax.sealed)
    BusinessStage.objects.filter(pk=tax.pk).update(sealed=whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(PaperDamaged):
        business_queries.own_business(by)
