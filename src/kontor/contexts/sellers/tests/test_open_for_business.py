"""From a business to its stores: what its type allows, when a store opens, and its brand (SEL-02, SEL-06, OPR-02)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from kontor.contexts.accounts.events import SafetyChanged
from kontor.contexts.accounts.models import Account
from kontor.contexts.catalogue.queries.skus import skus
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.integrations.asked import Asked
from kontor.contexts.integrations.models import Grant
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.services.allow_program import allow_program
from kontor.contexts.integrations.tests.factories import CALLBACK, OPEN, program
from kontor.contexts.notifications.models import Notice
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.models import Card
from kontor.contexts.search.services.index_store import index_store
from kontor.contexts.search.tests.factories import PER_USD
from kontor.contexts.sellers import business_queries, queries
from kontor.contexts.sellers.business_errors import (
    FormMismatch,
    NoBrands,
    NoPrograms,
    NotLiveYet,
    NotReady,
    StageClosed,
    TooManyMembers,
    TooManyStores,
)
from kontor.contexts.sellers.errors import NameTaken
from kontor.contexts.sellers.jobs import purge_brand_papers_job
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import (
    BusinessPaper,
    BusinessStage,
    Store,
)
from kontor.contexts.sellers.services.change_business import change_business
from kontor.contexts.sellers.services.go_live import go_live
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.services.hand_in_brand import QUEUE as OF_STORE
from kontor.contexts.sellers.services.hand_in_brand import hand_in_brand
from kontor.contexts.sellers.services.hand_in_business import hand_in_business
from kontor.contexts.sellers.services.open_own_store import open_own_store
from kontor.contexts.sellers.services.save_stage import save_stage
from kontor.contexts.sellers.services.see_paper import see_paper
from kontor.contexts.sellers.tests.businesses import (
    CHINA,
    GERMANY,
    applicant,
    content,
    decided,
    fill,
    handed_in,
    second_step,
)
from kontor.contexts.sellers.tests.factories import account, seat
from kontor.kernel import clock
from kontor.kernel.viewer import Operator, Seat, System
from kontor.platform import events, jobs, reviews
from kontor.platform.reviews.models import ReviewItem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-01")]


def _seat(person: Account, store_id) -> Seat:
    found = queries.seat(person.id, store_id)
    assert found is not None
    return found


def _opened(by, name: str = "Lighthouse Lamps"):
    return open_own_store(by=by, name=name, country="CN", currency="CNY", language="zh-hans")


@pytest.mark.rule("SEL-06")
def test_a_store_opens_when_business_phone_and_second_step_are_there():
    person, by = applicant(phone=None)
    fill(by, CHINA)
    store_id = _opened(by)
    mine = _seat(person, store_id)
    assert Store.objects.get().state == "opening"
    assert queries.open_stores(10) == []
    with pytest.raises(NotLiveYet) as refused:
        go_live(seat=mine)
    assert [each.code for each in business_queries.hindrances(store_id)] == ["business", "phone", "second_step"]
    assert "the owner's phone is bound" in refused.value.english()
    Account.objects.filter(id=person.id).update(phone="+8613800138000")
    business = hand_in_business(by=mine)
    decided(business, "approve")
    assert [each.code for each in business_queries.hindrances(store_id)] == ["second_step"]
    assert Store.objects.get().state == "opening"
    second_step(person)
    with transaction.atomic():
        events.record(SafetyChanged(key=person.id, account_id=person.id, step_id=person.id, what="app_on"))
    events.drain()
    assert Store.objects.get().state == "open"
    assert [card.id for card in queries.open_stores(10)] == [store_id]
    assert Notice.objects.filter(account_id=person.id, kind="store_open").count() == 1
    assert go_live(seat=mine) is False


@pytest.mark.rule("SEL-06")
def test_an_approval_opens_what_waited_only_for_it():
    person, by = applicant()
    second_step(person)
    fill(by, CHINA)
    _opened(by)
    decided(hand_in_business(by=_seat(person, Store.objects.get().id)), "approve")
    assert Store.objects.get().state == "open"


@pytest.mark.rule("SEL-02")
def test_a_sole_trader_has_one_store_few_people_and_no_brand():
    person, by = applicant(country="DE")
    fill(by, GERMANY)
    store_id = _opened(by, "Vogel Toys")
    mine = _seat(person, store_id)
    with pytest.raises(TooManyStores) as refused:
        _opened(mine, "Vogel Games")
    assert refused.value.code == "ERR_BUSINESS_FORM"
    assert "Anna Vogel is registered as “Sole trader”" in refused.value.english()
    assert refused.value.change_at == "/seller/business/type/"
    assert Store.objects.count() == 1
    with pytest.raises(NoBrands):
        save_stage(by=mine, stage=Stage.BRAND, typed={"brand_name": "Vogel"})
    for _ in range(4):
        seat(Store.objects.get())
    late = account().id
    with pytest.raises(TooManyMembers):
        grant_seat(by=System("test"), store_id=store_id, account_id=late)
    assert queries.seat(late, store_id) is None
    grant_seat(by=System("test"), store_id=store_id, account_id=person.id, role="owner")  # no new person
    with pytest.raises(FormMismatch, match="Only for an enterprise may programs"):
        business_queries.require_form(deed="programs", store_id=store_id)


@pytest.mark.rule("SEL-02")
def test_an_enterprise_opens_another_store():
    person, by = applicant()
    fill(by, CHINA, Stage.TYPE)
    mine = _seat(person, _opened(by))
    second = _opened(mine, "Harbour Bags")
    assert Store.objects.get(id=second).business_id == Store.objects.exclude(id=second).get().business_id
    with pytest.raises(NameTaken):
        _opened(mine, "Harbour Bags")
    business_queries.require_form(deed="programs", store_id=second)


@pytest.mark.rule("SEL-02")
def test_a_change_of_type_holds_when_it_is_approved_and_not_before():
    person, by, business = handed_in(GERMANY)
    second_step(person)
    store_id = _opened(by, "Vogel Toys")
    decided(business, "approve")
    mine = _seat(person, store_id)
    assert Store.objects.get().state == "open"
    change_business(by=mine, stage=Stage.TYPE)
    with pytest.raises(StageClosed):
        change_business(by=mine, stage=Stage.TYPE)
    save_stage(by=mine, stage=Stage.TYPE, typed={"form": "enterprise", "legal_name": "Vogel GmbH"})
    business.refresh_from_db()
    assert (business.form, business.legal_name, business.state) == ("sole_trader", "Anna Vogel", "draft")
    assert Store.objects.get().state == "open"
    with pytest.raises(TooManyStores):
        _opened(mine, "Vogel Games")
    view = business_queries.own_business(mine)
    assert view.form == "enterprise"
    assert view.stage(Stage.LICENCE).state == "open"  # the register's number is asked of an enterprise
    save_stage(by=mine, stage=Stage.LICENCE, typed={"registration_number": "HRB 12345"})
    save_stage(by=mine, stage=Stage.PERSON, typed={"person_name": "Anna Vogel"})
    hand_in_business(by=mine)
    decided(business, "refuse")
    assert (business.state, business.form) == ("verified", "sole_trader")
    assert business_queries.own_business(mine).legal_name == "Anna Vogel"
    change_business(by=mine, stage=Stage.TYPE)
    save_stage(by=mine, stage=Stage.TYPE, typed={"form": "enterprise", "legal_name": "Vogel GmbH"})
    save_stage(by=mine, stage=Stage.LICENCE, typed={"registration_number": "HRB 12345"})
    save_stage(by=mine, stage=Stage.PERSON, typed={"person_name": "Anna Vogel"})
    hand_in_business(by=mine)
    decided(business, "approve")
    assert (business.form, business.legal_name) == ("enterprise", "Vogel GmbH")
    assert Store.objects.get().state == "open"
    _opened(mine, "Vogel Games")


@pytest.mark.rule("OPR-02")
def test_a_brand_is_looked_at_beside_the_business():
    person, by = applicant()
    second_step(person)
    fill(by, CHINA, Stage.TYPE)
    store_id = _opened(by)
    mine = _seat(person, store_id)
    with pytest.raises(NotReady):
        hand_in_brand(seat=mine)
    typed = {"brand_name": "Lighthouse", "brand_basis": "own", "mark_number": "018123456"}
    assert save_stage(by=mine, stage=Stage.BRAND, typed=typed) == "open"
    assert save_stage(by=mine, stage=Stage.BRAND, typed={}, papers={"mark_paper": content("mark")}) == "ready"
    hand_in_brand(seat=mine)
    with pytest.raises(StageClosed):
        save_stage(by=mine, stage=Stage.BRAND, typed={"brand_name": "Other"})
    operator = Operator(account("operator").id)
    for decision, state in (("send_back", "sent_back"), ("approve", "accepted")):
        item = ReviewItem.objects.get(kind=OF_STORE, closed_at__isnull=True)
        reviews.claim(viewer=operator, item_id=item.pk)
        assert see_paper(viewer=operator, item_id=item.pk, code="mark_paper").startswith(b"\xff\xd8")
        reviews.decide(viewer=operator, item_id=item.pk, decision=decision, reason="Looked at.")
        assert business_queries.own_business(mine).stage(Stage.BRAND).state == state
        if decision == "send_back":
            assert Store.objects.get().verified_at is None
            assert save_stage(by=mine, stage=Stage.BRAND, typed={"mark_number": "018123457"}) == "ready"
            hand_in_brand(seat=mine)
    assert Store.objects.get().verified_at is not None
    kinds = set(Notice.objects.filter(account_id=person.id).values_list("kind", flat=True))
    assert {"store_sent_back", "store_verified"} <= kinds


@pytest.mark.rule("OPR-02", "ACC-42")
def test_papers_of_a_brand_go_after_their_time_and_the_store_stays_verified():
    person, by = applicant()
    second_step(person)
    fill(by, CHINA, Stage.TYPE)
    mine = _seat(person, _opened(by))
    typed = {"brand_name": "Lighthouse", "brand_basis": "own", "mark_number": "018123456"}
    save_stage(by=mine, stage=Stage.BRAND, typed=typed, papers={"mark_paper": content("mark")})
    papers = BusinessPaper.objects.filter(store_id=mine.store_id)
    with clock.moved(timedelta(days=89)):
        purge_brand_papers_job()
        assert papers.count() == 1
    hand_in_brand(seat=mine)
    with clock.moved(timedelta(days=400)):
        purge_brand_papers_job()
        assert papers.count() == 1, "a reviewer has it"
    operator = Operator(account("operator").id)
    item = ReviewItem.objects.get(kind=OF_STORE)
    reviews.claim(viewer=operator, item_id=item.pk)
    reviews.decide(viewer=operator, item_id=item.pk, decision="approve", reason="Looked at.")
    with clock.moved(timedelta(days=179)):
        purge_brand_papers_job()
        assert papers.count() == 1
    with clock.moved(timedelta(days=181)):
        purge_brand_papers_job()
    assert not papers.exists()
    assert business_queries.own_business(mine).stage(Stage.BRAND).state == "accepted"
    assert Store.objects.get().verified_at is not None


@pytest.mark.rule("ACC-42")
def test_a_brand_that_was_never_handed_in_is_forgotten():
    person, by = applicant()
    second_step(person)
    fill(by, CHINA, Stage.TYPE)
    mine = _seat(person, _opened(by))
    typed = {"brand_name": "Lighthouse", "brand_basis": "own", "mark_number": "018123456"}
    save_stage(by=mine, stage=Stage.BRAND, typed=typed, papers={"mark_paper": content("mark")})
    with clock.moved(timedelta(days=91)):
        purge_brand_papers_job()
    assert not BusinessPaper.objects.filter(store_id=mine.store_id).exists()
    stage = BusinessStage.objects.get(store_id=mine.store_id, stage=Stage.BRAND)
    assert (bytes(stage.sealed), stage.state) == (b"", "open")


@pytest.mark.rule("SEL-06")
def test_an_approved_product_is_found_and_sold_from_the_opening_on():
    person, by = applicant()
    second_step(person)
    fill(by, CHINA)
    goods = product(Store.objects.get(id=_opened(by)))
    import_rates(day=clock.now().date(), source="test", per_usd=PER_USD)
    index_store(store_id=goods.store_id)
    sku = goods.skus.order_by("id")[0]
    assert goods.state == "approved"
    assert (skus([sku.id], "en")[sku.id].for_sale, Card.objects.count()) == (False, 0)
    decided(hand_in_business(by=_seat(person, goods.store_id)), "approve")
    events.drain()
    jobs.drain()
    assert (skus([sku.id], "en")[sku.id].for_sale, Card.objects.count()) == (True, 1)


@pytest.mark.rule("SEL-02")
def test_programs_of_a_sole_trader_read_and_change_nothing():
    person, by = applicant(country="DE")
    fill(by, GERMANY)
    mine = _seat(person, _opened(by, "Vogel Toys"))
    made = program(mine, scopes=tuple(SCOPES))
    asked = Asked(
        application_id=made.application_id, client_id=made.client_id, name="x", about="", website="", logo="",
        made_by="", certified=False, scopes=OPEN, redirect_uri=CALLBACK, challenge="c" * 43, state="",
    )  # fmt: skip
    with pytest.raises(NoPrograms) as refused:
        allow_program(seat=mine, asked=asked, scopes=["stock:write"])
    assert "Anna Vogel is registered as “Sole trader”" in refused.value.english()
    assert not Grant.objects.exists()
    allow_program(seat=mine, asked=asked, scopes=["products:read"])
    assert Grant.objects.get().scopes == ["products:read"]
