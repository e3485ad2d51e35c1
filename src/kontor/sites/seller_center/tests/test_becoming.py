"""From a seller's account without a store to one that is open, over its pages (SEL-01, SEL-02, SEL-04, SEL-06)."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.models import Business, BusinessStage, Store, TaxNumber
from kontor.contexts.sellers.tests import businesses
from kontor.contexts.sellers.tests.businesses import CHINA, USCC, content, paper
from kontor.kernel.clock import now
from kontor.kernel.viewer import Applicant
from kontor.platform import events, jobs
from kontor.platform.http import sign_in
from kontor.platform.mail.models import Message
from kontor.sites.seller_center.tests.conftest import signed_in
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-01")]
HOME = "/seller/business/"


def _person(**fields) -> Account:
    return make_account(
        audience="seller",
        given_name="Lin",
        family_name="Wei",
        country="CN",
        currency="CNY",
        verified_at=now(),
        **fields,
    )


@pytest.fixture
def person(db) -> Account:
    return _person(phone="+8613800138000")


@pytest.fixture
def browser(person) -> Client:
    return signed_in(person)


def _send(browser: Client, stage: str, typed=None, **papers: bytes):
    files = {code: SimpleUploadedFile(f"{code}.jpg", body, "image/jpeg") for code, body in papers.items()}
    return browser.post(f"{HOME}{stage}/", {**(typed or {}), **files})


def _all(browser: Client) -> None:
    for stage, (typed, codes) in CHINA.items():
        answer = _send(browser, stage.value, typed, **{code: content(code) for code in codes})
        assert answer.status_code == 302, (stage, answer.content.decode()[:3000])


def test_without_a_store_one_is_led_on_the_way_to_one(browser, django_assert_max_num_queries):
    assert browser.get("/seller/")["Location"] == HOME
    assert "Open your own" in read(browser.get("/seller/orders/"), 403)
    with django_assert_max_num_queries(4):
        text = read(browser.get(HOME))
    assert 'href="/seller/business/type/"' in text
    assert browser.get(f"{HOME}licence/")["Location"] == f"{HOME}type/"
    assert browser.get(f"{HOME}nothing/").status_code == 404


def test_the_first_stage_says_all_that_is_missing(browser):
    text = read(_send(browser, "type", {"form": "guild", "country": "CN", "legal_name": ""}), 422)
    assert 'href="#f-form"' in text
    assert 'href="#f-legal_name"' in text
    assert "<title>Error:" in text
    assert not Business.objects.exists()


def test_stage_by_stage_to_the_reviewer(browser, person, django_assert_max_num_queries):
    _all(browser)
    with django_assert_max_num_queries(12):
        text = read(browser.get(HOME))
    assert text.count('data-kind="success"') >= 6
    assert 'action="/seller/business/hand-in/"' in text
    assert browser.post(f"{HOME}hand-in/")["Location"] == HOME
    assert Business.objects.get(owner=person).state == "review"
    waiting = read(browser.get(HOME))
    assert "it should be decided within 72 hours" in waiting
    assert 'action="/seller/business/hand-in/"' not in waiting
    with django_assert_max_num_queries(10):
        closed = read(browser.get(f"{HOME}licence/"))
    assert USCC in closed
    assert "<form" not in closed.partition("<main")[2].partition("</main>")[0]
    assert "•••• 5678" in read(browser.get(f"{HOME}payout/"))
    assert "6222000012345678" not in read(browser.get(f"{HOME}payout/"))


def test_what_was_typed_is_kept_and_a_good_picture_too(browser):
    _send(browser, "type", CHINA[next(iter(CHINA))][0])
    text = read(_send(browser, "licence", {"licence_number": "911100006000373XX"}, licence_picture=paper()), 422)
    assert 'href="#f-licence_number"' in text
    assert 'value="911100006000373XX"' in text
    assert "Sent: Picture of the business licence" in text
    again = read(browser.get(f"{HOME}licence/"))
    assert "911100006000373XX" not in again
    assert "Sent: Picture of the business licence" in again
    text = read(_send(browser, "licence", {"licence_number": ""}, licence_picture=b"<svg/>"), 422)
    assert "This file is not a photo." in text


@pytest.mark.rule("OPR-02")
def test_sent_back_stages_are_shown_with_their_reason(browser):
    _all(browser)
    browser.post(f"{HOME}hand-in/")
    business = Business.objects.get()
    businesses.decided(business, "send_back", {"licence": "The number differs from the one in the picture."})
    text = read(browser.get(HOME))
    assert "Some of it is to be done again" in text
    assert "The number differs from the one in the picture." in text
    assert text.count("Accepted") >= 5
    stage = read(browser.get(f"{HOME}licence/"))
    assert "The number differs from the one in the picture." in stage
    assert _send(browser, "licence", {}, licence_picture=paper("new")).status_code == 302
    browser.post(f"{HOME}hand-in/")
    businesses.decided(business, "approve")
    assert "Your business is verified" in read(browser.get(HOME))


@pytest.mark.rule("SEL-06")
def test_a_phone_is_bound_by_the_code_that_comes(db):
    person = _person()
    browser = signed_in(person)
    businesses.fill(Applicant(person.id), CHINA, next(iter(CHINA)))
    text = read(browser.get(f"{HOME}contacts/"))
    assert 'name="phone"' in text
    assert person.email in text
    refused = browser.post(f"{HOME}phone/", {"step": "send", "phone": "+8613800138001"})
    assert refused["Location"].startswith("/seller/security/confirm/?next=%2Fseller%2Fbusiness%2Fcontacts%2F")
    session = _session(browser)
    session[sign_in._FRESH] = now().isoformat()
    session.save()
    bad = read(browser.post(f"{HOME}phone/", {"step": "send", "phone": "12"}), 422)
    assert 'href="#f-phone"' in bad
    assert browser.post(f"{HOME}phone/", {"step": "send", "phone": "+8613800138001"}).status_code == 302
    events.drain()
    jobs.drain()
    code = re.search(r"\b\d{6}\b", Message.objects.get(to="+8613800138001").text).group()
    wrong = browser.post(f"{HOME}phone/", {"step": "confirm", "code": "000000" if code != "000000" else "111111"})
    assert 'href="#f-code"' in read(wrong, 422)
    assert browser.post(f"{HOME}phone/", {"step": "confirm", "code": code}).status_code == 302
    person.refresh_from_db()
    assert person.phone == "+8613800138001"
    assert Verification.objects.filter(account=person, used_at__isnull=False).count() == 1
    assert 'name="code"' not in read(browser.get(f"{HOME}contacts/"))


def _session(browser: Client):
    from kontor.platform.http.audience import SELLER
    from kontor.platform.http.sessions import SessionStore

    return SessionStore(browser.cookies[SELLER.cookie].value)


@pytest.mark.rule("SEL-06", "SEL-02")
def test_a_store_is_made_filled_and_opened(browser, person):
    assert browser.get(f"{HOME}store/")["Location"] == f"{HOME}type/"
    _send(browser, "type", {"form": "sole_trader", "country": "CN", "legal_name": "Lin Wei"})
    bad = read(browser.post(f"{HOME}store/", {"name": "", "country": "CN", "currency": "XXX", "language": "en"}), 422)
    assert 'href="#f-currency"' in bad
    form = {"name": "Lighthouse Lamps", "country": "CN", "currency": "CNY", "language": "en"}
    assert browser.post(f"{HOME}store/", form).status_code == 302
    store = Store.objects.get()
    assert store.state == "opening"
    text = read(browser.get("/seller/"))
    assert "This store is not open yet" in text
    text = read(browser.get(HOME))
    assert "Your business is not verified yet" in text
    assert 'href="/seller/security/"' in text
    refused = read(browser.post(f"{HOME}live/"), 409)
    assert "The store cannot open yet." in refused
    assert browser.get(f"/s/{store.slug}/").status_code == 404
    second = read(browser.post(f"{HOME}store/", form | {"name": "Harbour Bags"}), 403)
    assert "is registered as “Sole trader”" in second
    assert 'href="/seller/business/type/"' in second
    businesses.second_step(person)
    Business.objects.update(state="verified", verified_at=now())
    assert browser.post(f"{HOME}live/").status_code == 302
    assert browser.get(f"/s/{store.slug}/").status_code == 200
    assert Store.objects.count() == 1


@pytest.mark.rule("OPR-02")
def test_brand_papers_are_handed_in_beside(browser):
    _send(browser, "type", CHINA[next(iter(CHINA))][0])
    browser.post(f"{HOME}store/", {"name": "Lamps", "country": "CN", "currency": "CNY", "language": "en"})
    text = read(browser.get(f"{HOME}brand/"))
    for legend in ("It is our own trade mark", "Its owner has authorised us"):
        assert legend in text
    typed = {"brand_name": "Lighthouse", "brand_basis": "own", "mark_number": "018123456", "hand_in": "1"}
    assert "To be done: Brand." in read(_send(browser, "brand", typed), 409)
    assert _send(browser, "brand", typed, mark_paper=paper("mark"))["Location"] == HOME
    assert BusinessStage.objects.get(stage="brand").state == "review"


@pytest.mark.rule("SEL-04")
def test_a_slip_is_not_printed_before_the_number_is_registered(shop, django_assert_max_num_queries):
    browser = shop.browser()
    slip = f"/seller/orders/{shop.order.number}/slip/"
    assert "Packing slip" in read(browser.get(slip))
    number = TaxNumber.objects.get()
    assert browser.post(f"/seller/tax/{number.id}/remove/").status_code == 302
    refused = read(browser.get(slip), 409)
    assert "printed for Bulgaria" in refused
    assert "Packing slip" not in refused
    way = re.search(r'href="(/seller/tax/\?destination=EU)"', refused)
    assert way is not None
    with django_assert_max_num_queries(12):
        form = read(browser.get(way.group(1)))
    assert '<option value="EU" selected>' in form
    assert "Missing: nothing is printed" in form
    typed = {"destination": "EU", "kind": "ioss", "number": "IM0123456789"}
    wrong = read(browser.post("/seller/tax/", typed), 422)
    assert 'href="#f-number"' in wrong
    assert 'value="IM0123456789"' in wrong
    assert browser.post("/seller/tax/", typed | {"number": "IM3720000224"}).status_code == 302
    assert "Check digit holds" in read(browser.get("/seller/tax/"))
    assert browser.get(slip).status_code == 200


def test_a_member_with_the_right_keeps_the_papers_and_the_owners_phone_stays_the_owners(shop):
    from kontor.contexts.sellers.services.grant_seat import grant_seat
    from kontor.kernel.viewer import System

    colleague = _person(email="keeper@example.com")
    grant_seat(
        by=System("test"), store_id=shop.store.id, account_id=colleague.id, rights=["settings.business"], role="clerk"
    )
    text = read(signed_in(colleague).get(f"{HOME}contacts/"))
    assert "Only the owner of the business can bind the number" in text
    assert shop.owner.email not in text
    assert sellers.seat(colleague.id, shop.store.id).rights == {"settings.business"}
