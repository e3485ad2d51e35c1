"""The operator's arbitration: one page, taken before it is read, ruled by templates with computed amounts (OPR-04)."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.aftersales.models import Evidence
from kontor.contexts.aftersales.services.appeal_dispute import appeal_dispute
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.tests.disputed import Case, make_case
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.platform import reviews
from kontor.sites.console.tests.people import browser

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-04")]


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def case(db: None) -> Case:
    """A broken lamp; the seller offers ten euros, the buyer asks the operator."""
    found = make_case("delivered")
    found.open_broken()
    found.offer(1000)
    escalate_dispute(viewer=found.buyer, dispute_id=found.dispute.id, text="They will not listen.")
    return found


def text_of(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def here(case: Case, rest: str = "") -> str:
    return f"/console/disputes/{case.dispute.number}/{rest}"


def take(desk: Client, case: Case) -> None:
    item = reviews.ReviewItem.objects.get(subject_id=case.dispute.id, closed_at=None)
    answer = desk.post(f"/console/reviews/{item.pk}/take/")
    assert answer.status_code == 302
    assert desk.get(answer.url).url == here(case)


def test_what_was_written_and_shown_is_for_whoever_has_taken_the_case(desk: Client, case: Case) -> None:
    picture = here(case, f"pictures/{Evidence.objects.get().id}/")
    before = text_of(desk.get(here(case)))
    for secret in ("It is broken.", "They will not listen.", picture):
        assert secret not in before, secret
    assert desk.get(picture).status_code == 404
    take(desk, case)
    after = text_of(desk.get(here(case)))
    for shown in ("It is broken.", "They will not listen.", "This is what I can offer.", picture, "Reading lamp"):
        assert shown in after, shown
    assert desk.get(picture).headers["Content-Type"] == "image/webp"
    other = browser(make_account(audience="operator", given_name="Oscar"))
    assert "Somebody else has it." in text_of(other.get(here(case)))
    assert other.get(picture).status_code == 404


def test_the_timeline_comes_first_and_the_amounts_are_computed(desk: Client, case: Case) -> None:
    take(desk, case)
    page = text_of(desk.get(here(case)))
    assert page.index("What happened") < page.index("What is proposed")
    paid = case.order.total_minor
    for template, minor in (("full", paid), ("half", round(paid / 2)), ("offered", 1000), ("small", round(paid / 5))):
        at = page.index(f'id="f-decision-{template}"')
        assert f"€{minor / 100:.2f}" in page[at : at + 600], template


def test_a_ruling_is_told_and_waits_for_appeals(desk: Client, case: Case) -> None:
    take(desk, case)
    wrong = desk.post(here(case, "rule/"), {"decision": "half", "amount": "a lot", "reason": "Because of it."})
    assert wrong.status_code == 422
    assert "Because of it." in text_of(wrong)
    assert 'href="#f-amount"' in text_of(wrong)
    nothing = desk.post(here(case, "rule/"), {"decision": "half"})
    assert nothing.status_code == 422
    assert case.dispute.state == "escalated"
    done = desk.post(here(case, "rule/"), {"decision": "half", "sentence": "1", "reason": "Picture 1 shows it."})
    assert (done.status_code, done.url) == (302, here(case))
    ruling = case.standing("operator")
    assert (case.dispute.state, ruling.back_minor) == ("ruled", round(case.order.total_minor / 2))
    assert ruling.text == "Both sides have a part in what went wrong.\nPicture 1 shows it."
    again = desk.post(here(case, "rule/"), {"decision": "full", "sentence": "1"})
    assert again.status_code == 409
    assert "does not wait for a ruling" in text_of(again)


def test_appeals_are_a_queue_of_their_own_for_somebody_else(desk: Client, case: Case) -> None:
    take(desk, case)
    desk.post(here(case, "rule/"), {"decision": "half", "sentence": "1"})
    appeal_dispute(viewer=case.seat, dispute_id=case.dispute.id, text="It was our carrier.")
    queues = text_of(desk.get("/console/queues/"))
    assert "Appeals in disputes" in queues
    take(desk, case)
    refused = desk.post(here(case, "rule/"), {"decision": "small", "sentence": "1"})
    assert refused.status_code == 409
    assert "Its appeal belongs to somebody else." in text_of(refused)
    item = reviews.ReviewItem.objects.get(subject_id=case.dispute.id, closed_at=None)
    desk.post(f"/console/reviews/{item.pk}/give-back/")
    other = browser(make_account(audience="operator", given_name="Oscar"))
    take(other, case)
    assert "Rule for good" in text_of(other.get(here(case)))
    assert other.post(here(case, "rule/"), {"decision": "small", "sentence": "1"}).status_code == 302
    assert (case.dispute.state, case.dispute.refunded_minor) == ("refunded", round(case.order.total_minor / 5))


def test_the_lists_hold_what_they_say(desk: Client, case: Case) -> None:
    other = make_case(market=case.market)
    other.open()
    assert here(case) in text_of(desk.get("/console/disputes/"))
    assert here(other) not in text_of(desk.get("/console/disputes/"))
    waiting = text_of(desk.get("/console/disputes/?tab=to_answer"))
    assert here(other) in waiting
    assert here(case) not in waiting
    assert here(case) in text_of(desk.get("/console/disputes/?tab=all"))


def test_pages_ask_little(desk: Client, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    take(desk, case)
    desk.get(here(case))
    with django_assert_max_num_queries(31):
        desk.get(here(case))
    with django_assert_max_num_queries(10):
        desk.get("/console/disputes/?tab=all")
