"""What the script of a conversation asks for (MSG-13)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.messaging import sending
from kontor.contexts.messaging.models import Message
from kontor.contexts.messaging.queries.inbox import buyer_unread
from kontor.contexts.messaging.tests.written import Talk, fresh, texts_of
from kontor.sites.storefront.messages.tests.pages import CENTRE, page

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MSG-13")]
SCRIPT = {"HTTP_ACCEPT": "application/json"}


def ids(html: str) -> list[str]:
    return re.findall(r'<li data-id="([^"]+)"', html)


def test_what_came_since_is_told_once_and_read_when_it_is_seen(
    talk: Talk, browser: Client, django_assert_max_num_queries: Any
) -> None:
    asked = talk.ask()
    address = f"{CENTRE}{asked.conversation_id}/since/?after="
    assert ids(page(browser, f"{address}{asked.message_id}")) == []
    answers = [str(talk.answer(asked.conversation_id, f"Answer {number}").message_id) for number in range(3)]
    with django_assert_max_num_queries(5):
        assert ids(page(browser, f"{address}{asked.message_id}")) == answers
    assert buyer_unread(talk.buyer)["all"] == 3  # the page lies in the background
    assert ids(page(browser, f"{address}{answers[0]}&seen=1")) == answers[1:]
    assert buyer_unread(talk.buyer)["all"] == 0
    for strange in ("", "nonsense", "00000000-0000-7000-8000-000000000000"):
        assert ids(page(browser, f"{address}{strange}")) == [str(asked.message_id), *answers]


def test_what_comes_later_has_its_time_as_the_page_has(talk: Talk, browser: Client) -> None:
    """Nobody has chosen a zone for the buyer: the browser shows each moment in its own."""
    asked = talk.ask()
    talk.answer(asked.conversation_id, "Yes.")
    shown = page(browser, f"{CENTRE}{asked.conversation_id}/")
    assert f'data-chat="{asked.conversation_id}"' in shown
    later = page(browser, f"{CENTRE}{asked.conversation_id}/since/?after={asked.message_id}")
    for html, messages in ((shown, 2), (later, 1)):
        assert (len(ids(html)), html.count("data-local-time"), html.count("data-day")) == (messages, messages, 0)


def test_a_page_that_was_away_for_long_asks_again_and_again(talk: Talk, browser: Client, policy_value: Any) -> None:
    policy_value("messaging.sent_a_minute", "100")
    asked = talk.ask()
    for number in range(60):
        talk.answer(asked.conversation_id, f"Answer {number}")
    first = page(browser, f"{CENTRE}{asked.conversation_id}/since/?after={asked.message_id}")
    assert (len(ids(first)), "data-more" in first) == (50, True)
    rest = page(browser, f"{CENTRE}{asked.conversation_id}/since/?after={ids(first)[-1]}")
    assert (len(ids(rest)), "data-more" in rest) == (10, False)


def test_the_script_is_answered_in_json_and_an_error_of_ours_is_no_loss(
    talk: Talk, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = talk.ask().conversation_id
    address, mine = f"{CENTRE}{asked}/", fresh()
    sent = browser.post(address, {"text": "Hello", "client_id": mine}, **SCRIPT)
    assert (sent.status_code, sent.json()["position"]) == (200, 2)
    again = browser.post(address, {"text": "Hello", "client_id": mine}, **SCRIPT)
    assert again.json() == sent.json()
    refused = browser.post(address, {"text": "<b>WhatsApp</b>", "client_id": fresh()}, **SCRIPT)
    told = refused.json()
    assert (refused.status_code, told["code"]) == (403, "ERR_MESSAGE_BLOCKED")
    assert "<mark>WhatsApp</mark>" in told["html"]
    assert "<b>WhatsApp" not in told["html"]
    with monkeypatch.context() as broken:
        broken.setattr(sending, "deliver", lambda *_given: 1 / 0)
        failed = browser.post(address, {"text": "Again", "client_id": "dropped-line"}, **SCRIPT)
    assert (failed.status_code, failed.json()["code"]) == (503, "ERR_MESSAGE_SYNC")
    assert browser.post(address, {"text": "Again", "client_id": "dropped-line"}, **SCRIPT).status_code == 200
    assert [text for _author, text in texts_of(asked)] == ["Is it in stock?", "Hello", "Again"]


def test_nobody_else_hears_it(talk: Talk, stranger: Client) -> None:
    asked = talk.ask("My secret question")
    for address in (f"{CENTRE}{asked.conversation_id}/since/", f"{CENTRE}{asked.message_id}/since/"):
        answer = stranger.get(address)
        assert answer.status_code == 404
        assert "secret" not in answer.content.decode()
    sent = stranger.post(f"{CENTRE}{asked.conversation_id}/", {"text": "Hi", "client_id": fresh()}, **SCRIPT)
    assert (sent.status_code, sent.json()["code"]) == (404, "ERR_CONVERSATION_NOT_FOUND")
    assert Message.objects.count() == 1
