"""The Seller Center's pages of disputes: list, case, phrases, many at once (TRD-09, SEL-14)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.aftersales import dispute_phrases
from kontor.contexts.aftersales.models import Dispute, Evidence
from kontor.contexts.aftersales.rules.dispute_reasons import KINDS
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.send_return import send_return
from kontor.contexts.aftersales.tests.disputed import Case, findings, make_case, picture
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.viewer import System
from kontor.platform.bulk.models import BulkRun
from kontor.sites.seller_center.tests.conftest import seller, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-09")]
Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def case(db: None) -> Case:
    found = make_case("delivered")
    owner = found.market.lamp_shop.business.owner_id
    grant_seat(by=System("test"), store_id=found.order.store_id, account_id=owner, role="owner")
    return found


def at_work(case: Case, *rights: str) -> Client:
    account = seller("Mei")
    grant_seat(by=System("test"), store_id=case.order.store_id, account_id=account.id, rights=sorted(rights))
    return signed_in(account)


@pytest.fixture
def browser(case: Case) -> Client:
    return at_work(case, "aftersales.answer", "aftersales.view", "orders.view")


def text_of(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def here(case: Case, rest: str = "") -> str:
    return f"/seller/disputes/{case.dispute.number}/{rest}"


def test_what_waits_is_counted_on_the_to_do_page_and_equals_its_list(browser: Client, case: Case) -> None:
    case.open_broken()
    other = make_case(market=case.market)
    other.open()
    other.offer(100)
    today = browser.get("/seller/").content.decode()
    assert re.search(r'href="/seller/disputes/\?tab=to_answer"><span[^>]*>1</span>', today)
    assert re.search(r'href="/seller/disputes/\?tab=negotiating"><span[^>]*>1</span>', today)
    listed = browser.get("/seller/disputes/")
    assert re.findall(r"/seller/disputes/(\d+)/", listed.content.decode()) == [str(case.dispute.number)]
    assert "data-countdown" in listed.content.decode()
    everything = browser.get("/seller/disputes/?tab=all").content.decode()
    assert set(re.findall(r"/seller/disputes/(\d+)/", everything)) == {
        str(case.dispute.number), str(other.dispute.number),
    }  # fmt: skip
    order = text_of(browser.get(f"/seller/orders/{case.order.number}/"))
    assert here(case) in order


def test_a_case_is_answered_in_the_buyers_language(browser: Client, case: Case) -> None:

    case.open_broken()
    Dispute.objects.filter(id=case.dispute.id).update(language="ru")
    page = text_of(browser.get(here(case)))
    assert "?phrase=part#answer" in page
    filled = text_of(browser.get(here(case) + "?phrase=part"))
    assert "Предлагаем вернуть часть стоимости" in filled
    wrong = browser.post(here(case, "propose/"), {"amount": "9999", "text": "Предлагаем."})
    assert wrong.status_code == 422
    assert "Предлагаем." in text_of(wrong)
    assert 'href="#f-amount"' in text_of(wrong)
    answered = browser.post(here(case, "propose/"), {"amount": "5", "text": "Предлагаем.", "with_return": "1"})
    assert answered.status_code == 302
    offer = case.standing("seller")
    assert (case.dispute.state, offer.back_minor, offer.with_return) == ("negotiating", 500, True)


def test_every_scene_has_words_in_all_languages() -> None:
    words = json.loads((Path(dispute_phrases.__file__).parent / "data" / "dispute_phrases.json").read_text())
    languages = {code for code, _name in django_settings.LANGUAGES}
    assert set(words) == set(dispute_phrases.SCENES)
    for scene, said in words.items():
        assert set(said) == languages, scene
        assert len(set(said.values())) == len(languages), scene
    for kind in KINDS:
        for language in ("ru", "es", "fr"):
            found = dispute_phrases.phrases(kind, buyer=language, seller="zh-hans")
            assert len(found) >= 4
            assert all(one.words == words[one.scene][language] for one in found)


def test_the_time_from_opening_to_decision_is_measured(browser: Client, case: Case) -> None:
    case.open_broken()
    with clock.moved(timedelta(minutes=6)):
        accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    taken = case.dispute
    assert taken.decided_at is not None
    assert round((taken.decided_at - taken.opened_at).total_seconds()) in (360, 361)
    assert "decided in 6 min" in text_of(browser.get(here(case)))
    assert "From opening to decision: 6 min" in text_of(browser.get("/seller/disputes/?tab=over"))


def test_a_return_is_taken_or_contested(browser: Client, case: Case) -> None:
    case.open_broken(with_return=True)
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    send_return(viewer=case.buyer, dispute_id=case.dispute.id, carrier="Correos", number="PK42123456")
    assert "The goods come back with Correos: PK42123456." in text_of(browser.get(here(case)))
    assert browser.post(here(case, "contest/"), {"text": ""}).status_code == 422
    junk = {"text": "An empty box.", "pictures": [SimpleUploadedFile("box.png", b"no picture", "image/png")]}
    refused = browser.post(here(case, "contest/"), junk)
    assert refused.status_code == 422
    form = refused.content.decode().partition(here(case, "contest/"))[2].partition("</form>")[0]
    assert 'id="f-pictures-error"' in form
    assert "An empty box." in form
    proof = SimpleUploadedFile("box.png", picture("blue"), "image/png")
    answer = browser.post(here(case, "contest/"), {"text": "An empty box.", "pictures": [proof]})
    assert (answer.status_code, case.dispute.state) == (302, "escalated")
    shown = Evidence.objects.get(by="seller")
    assert browser.get(here(case, f"pictures/{shown.id}/")).status_code == 200


def test_rights_and_stores_are_kept_apart(case: Case) -> None:
    case.open_broken()
    reader = at_work(case, "aftersales.view")
    assert "Accept this proposal" not in text_of(reader.get(here(case)))
    refused = reader.post(here(case, "accept/"), {"proposal": str(case.standing("buyer").id)})
    assert refused.status_code == 403
    assert "Answer disputes and agree to refunds" in text_of(refused)
    nobody = at_work(case, "products.view")
    assert nobody.get("/seller/disputes/").status_code == 403
    elsewhere = seller("Lars")
    grant_seat(by=System("test"), store_id=case.market.tea_house.id, account_id=elsewhere.id, role="owner")
    stranger = signed_in(elsewhere)
    assert stranger.get(here(case)).status_code == 404
    assert stranger.post(here(case, "accept/"), {}).status_code == 404
    assert case.dispute.state == "opened"


def test_many_are_agreed_to_at_once_each_with_its_answer(browser: Client, case: Case, settle: Settle) -> None:
    cases = [case, *(make_case(market=case.market) for _ in range(3))]
    for one in cases:
        one.open()
    accept_proposal(viewer=case.seat, dispute_id=cases[1].dispute.id, proposal_id=cases[1].standing("buyer").id)
    chosen = [str(one.dispute.number) for one in cases]
    answer = browser.post("/seller/disputes/bulk/", {"action": "aftersales.accept", "dispute": chosen})
    assert answer.status_code == 302
    plan = text_of(browser.get(answer.url))
    assert "3 disputes would be answered." in plan
    assert [one.dispute.state for one in cases] == ["opened", "refunded", "opened", "opened"]
    cases[2].offer(100, viewer=cases[2].buyer)
    browser.post(answer.url + "start/")
    settle()
    assert [one.dispute.state for one in cases] == ["refunded", "refunded", "opened", "refunded"]
    done = text_of(browser.get(answer.url))
    assert "2 disputes were answered." in done
    assert "This proposal does not stand any more." in done
    assert findings() == []


def test_a_part_is_offered_to_many(browser: Client, case: Case, settle: Settle) -> None:
    other = make_case(market=case.market)
    for one in (case, other):
        one.open()
    chosen = {"action": "aftersales.offer", "dispute": [str(one.dispute.number) for one in (case, other)]}
    form = browser.post("/seller/disputes/bulk/", chosen)
    assert "2 disputes are chosen." in text_of(form)
    wrong = browser.post("/seller/disputes/bulk/", chosen | {"percent": "101", "text": "Sorry."})
    assert wrong.status_code == 422
    assert "Sorry." in text_of(wrong)
    assert not BulkRun.objects.exists()
    answer = browser.post("/seller/disputes/bulk/", chosen | {"percent": "10", "text": "Sorry."})
    browser.post(answer.url + "start/")
    settle()
    assert {one.standing("seller").back_minor for one in (case, other)} == {round(case.order.total_minor / 10)}
    assert {one.dispute.state for one in (case, other)} == {"negotiating"}


def test_nothing_chosen_and_nonsense_do_nothing(browser: Client, case: Case) -> None:
    case.open()
    for form in ({"action": "aftersales.accept"}, {"action": "catalogue.delist", "dispute": str(case.dispute.number)}):
        assert browser.post("/seller/disputes/bulk/", form).status_code == 302
    assert not BulkRun.objects.exists()


def test_pages_ask_little(browser: Client, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    case.open_broken()
    for _ in range(3):
        make_case(market=case.market).open()
    browser.get("/seller/disputes/")
    with django_assert_max_num_queries(10):
        browser.get("/seller/disputes/")
    with django_assert_max_num_queries(14):
        browser.get(here(case))
