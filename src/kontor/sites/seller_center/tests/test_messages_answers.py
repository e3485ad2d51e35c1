"""Answers at the Seller Center: stopped, kept, sent once, and promises before they are made (MSG-09, 10, 13, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.models import Delivery, Message
from kontor.contexts.messaging.tests.written import Talk, fresh, make_talk, strict
from kontor.sites.seller_center.tests.conftest import signed_in
from kontor.sites.seller_center.tests.talking import LIST, here, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    with judging.instead(judge=strict):
        yield make_talk()


@pytest.fixture
def browser(talk: Talk) -> Client:
    return signed_in(talk.clerk)


@pytest.mark.rule("MSG-09", "MSG-10")
def test_a_blocked_answer_comes_back_marked_with_its_rule(talk: Talk, browser: Client) -> None:
    asked = talk.ask()
    words = "Write me on WhatsApp, please."
    answer = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words))
    assert answer.status_code == 403
    page = text_of(answer)
    assert "<mark>WhatsApp</mark>" in page
    assert "MSG-09" in page
    assert "This leads out of the market." in page
    assert f"{words}</textarea>" in page
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 1
    hidden = sent(fresh(), words.replace(" ", "\u200b \u200b"))  # the passage is a place in what is left of it
    script = browser.post(here(asked.conversation_id, "reply/"), hidden, HTTP_ACCEPT="application/json")
    assert script.status_code == 403
    assert "<mark>WhatsApp</mark>" in script.json()["html"]
    third = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words))
    assert "Your store cannot write to buyers until" in text_of(third)
    banner = text_of(browser.get(LIST))
    assert "Your store cannot write to buyers" in banner
    assert 'href="/seller/standing/"' in banner
    frozen = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "Yes, it is."))
    assert frozen.status_code == 403
    assert "Yes, it is.</textarea>" in text_of(frozen)


@pytest.mark.rule("MSG-13")
def test_the_same_message_twice_is_one(talk: Talk, browser: Client) -> None:
    asked, client_id = talk.ask(), fresh()
    answers = [
        browser.post(here(asked.conversation_id, "reply/"), sent(client_id, "Yes."), HTTP_ACCEPT="application/json")
        for _ in range(3)
    ]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 2


@pytest.mark.rule("MSG-13")
def test_a_page_that_was_away_gets_what_it_missed_and_nothing_twice(talk: Talk, browser: Client) -> None:
    asked = talk.ask("One?")
    later = talk.answer(asked.conversation_id, "Two.")
    missed = browser.get(here(asked.conversation_id, f"since/?after={asked.message_id}"))
    assert re.findall(r'data-id="([^"]+)"', missed.content.decode()) == [str(later.message_id)]
    assert "data-chat-state" in missed.content.decode()
    assert "data-more" not in missed.content.decode()
    nothing = browser.get(here(asked.conversation_id, f"since/?after={later.message_id}"))
    assert "data-id" not in nothing.content.decode()


@pytest.mark.rule("MSG-13")
def test_a_failed_delivery_is_kept_and_the_page_says_so(
    talk: Talk, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = talk.ask()

    def broken(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kontor.contexts.messaging.sending.deliver", broken)
    answer = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "Yes."), follow=True)
    assert "Message sync error" in text_of(answer)
    assert "1 message has not been delivered yet." in text_of(answer)
    script = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "No."), HTTP_ACCEPT="application/json")
    assert script.status_code == 503
    assert Delivery.objects.filter(status=500).count() == 2


@pytest.mark.rule("MSG-16")
def test_a_promise_is_shown_beside_stock_and_logistics_before_it_is_sent(talk: Talk, browser: Client) -> None:
    asked = talk.ask()
    words = "It ships within 3 days."

    first = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words))
    page = text_of(first)
    assert first.status_code == 409
    assert "You promise something" in page
    assert "In stock now" in page
    assert f"{words}</textarea>" in page
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 1
    [word] = re.findall(r'name="promised" value="([0-9a-f]+)"', page)
    other = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words, promised="0" * 32))
    assert other.status_code == 409
    script = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words), HTTP_ACCEPT="application/json")
    assert (script.status_code, word in script.json()["html"]) == (409, True)
    confirmed = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words, promised=word))
    assert confirmed.status_code == 302
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 2
