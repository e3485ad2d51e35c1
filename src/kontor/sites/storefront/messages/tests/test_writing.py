"""Writing: nothing typed is markup, nothing is lost or doubled, nobody else reads it (MSG-04, MSG-13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kontor.contexts.messaging import sending
from kontor.contexts.messaging.models import Conversation, Delivery, Message
from kontor.contexts.messaging.tests.written import Talk, fresh, row, texts_of
from kontor.contexts.orders.models import StoreOrder
from kontor.sites.storefront.messages.tests.pages import CENTRE, client_id, page

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.mark.rule("MSG-04")
def test_nothing_typed_is_markup_and_links_stay_text(talk: Talk, browser: Client) -> None:
    text = f"{SCRIPT} https://example.com/x 👍"
    asked = talk.ask(text).conversation_id
    talk.answer(asked, text)
    for address in (CENTRE, f"{CENTRE}{asked}/"):
        html = page(browser, address)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert 'href="https://example.com' not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    refused = browser.post(
        f"{CENTRE}{asked}/", {"text": f"{SCRIPT} WhatsApp", "client_id": '"><script>alert(3)</script>'}
    )
    assert "<script>alert" not in refused.content.decode()


@pytest.mark.rule("MSG-04")
@pytest.mark.parametrize(
    ("text", "said"), [("", "Write something"), (" \u200b ", "Write something"), ("a" * 2001, "at most 2000")]
)
def test_an_empty_or_a_too_long_one_keeps_what_was_typed(talk: Talk, browser: Client, text: str, said: str) -> None:
    asked, mine = talk.ask().conversation_id, fresh()
    refused = browser.post(f"{CENTRE}{asked}/", {"text": text, "client_id": mine})
    html = refused.content.decode()
    assert (refused.status_code, client_id(html)) == (422, mine)
    assert said in html
    assert text.strip() in html
    assert Message.objects.count() == 1


def test_what_the_policy_stops_is_shown_and_begins_nothing(talk: Talk, browser: Client) -> None:
    ask, mine = f"{CENTRE}ask/{talk.product.number}/", fresh()
    refused = browser.post(ask, {"text": "Your WhatsApp?", "client_id": mine})
    html = refused.content.decode()
    assert refused.status_code == 403
    assert "“WhatsApp”: This leads out of the market." in html
    assert "Your WhatsApp?" in html
    assert client_id(html) == mine
    assert "No product inquiries" in page(browser, CENTRE)
    assert "No messages" not in page(browser, ask)
    assert browser.post(ask, {"text": "Is it bright?", "client_id": mine}).status_code == 302
    assert [text for _author, text in texts_of(Conversation.objects.get().id)] == ["Is it bright?"]


@pytest.mark.rule("MSG-13")
def test_a_sync_error_keeps_the_words_and_the_same_id_is_one_message(
    talk: Talk, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = talk.ask().conversation_id
    address, mine = f"{CENTRE}{asked}/", fresh()
    with monkeypatch.context() as broken:
        broken.setattr(sending, "deliver", _break)
        failed = browser.post(address, {"text": "Still there?", "client_id": mine})
    html = failed.content.decode()
    assert failed.status_code == 503
    assert "Message Sync Error" in html
    assert "Still there?" in html
    assert client_id(html) == mine
    assert Delivery.objects.get(client_id=mine).status == 500
    for _ in range(2):
        assert browser.post(address, {"text": "Still there?", "client_id": mine}).status_code == 302
    assert [text for _author, text in texts_of(asked)] == ["Is it in stock?", "Still there?"]


def _break(*_given: object) -> None:
    raise RuntimeError("the database went away")


def test_an_id_that_was_used_for_other_words_is_refused(talk: Talk, browser: Client) -> None:
    asked, mine = talk.ask().conversation_id, fresh()
    browser.post(f"{CENTRE}{asked}/", {"text": "One", "client_id": mine})
    refused = browser.post(f"{CENTRE}{asked}/", {"text": "Two", "client_id": mine})
    assert refused.status_code == 409
    assert [text for _author, text in texts_of(asked)] == ["Is it in stock?", "One"]


def test_somebody_elses_conversation_is_as_if_it_were_not_there(talk: Talk, stranger: Client) -> None:
    asked, absent = talk.ask("My secret question").conversation_id, "00000000-0000-7000-8000-000000000000"
    order = talk.order()
    for method in ("get", "post"):
        sent = {"text": "Hello", "client_id": fresh()}
        mine, none = (getattr(stranger, method)(f"{CENTRE}{each}/", sent) for each in (asked, absent))
        assert mine.status_code == none.status_code == 404
        assert "My secret question" not in mine.content.decode()
        assert getattr(stranger, method)(f"/account/orders/{order.number}/message/", sent).status_code == 404
    assert row(talk.ask("Mine", viewer=talk.buyer)).message_count == 2
    assert "My secret question" not in page(stranger, CENTRE)
    assert StoreOrder.objects.count() == 1


def test_long_conversations_go_back_by_position(talk: Talk, browser: Client, policy_value: Any) -> None:
    policy_value("messaging.sent_a_minute", "100")
    asked = talk.ask("Message 1").conversation_id
    for number in range(2, 61):
        talk.answer(asked, f"Message {number}")
    html = page(browser, f"{CENTRE}{asked}/")
    assert "Message 60<" in html
    assert "Message 10<" not in html
    assert 'href="?before=11"' in html
    earlier = page(browser, f"{CENTRE}{asked}/?before=11")
    assert "Message 10<" in earlier
    assert 'name="client_id"' not in earlier
    assert 'data-chat="' not in earlier
