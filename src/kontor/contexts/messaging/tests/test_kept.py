"""What could not be delivered is kept, tried again by itself, and stands there once (MSG-13)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from kontor.contexts.messaging import delivering
from kontor.contexts.messaging.drafts import Sent
from kontor.contexts.messaging.errors import ClientIdTaken, DeliveryFailed
from kontor.contexts.messaging.jobs import retry_due
from kontor.contexts.messaging.models import Conversation, Delivery
from kontor.contexts.messaging.queries import inbox, logs
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.services.write_order_note import write_order_note
from kontor.contexts.messaging.tests.written import Talk, findings, texts_of
from kontor.kernel.clock import moved
from kontor.kernel.viewer import System
from kontor.platform import events

pytestmark = pytest.mark.rule("MSG-13")
MINE = "made-by-the-page-0001"


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages break while they are written, after their conversation has begun."""
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "message_of", lambda *_: 1 / 0)
        yield


def ask(talk: Talk) -> Sent:
    return talk.ask("Is it in stock?", client_id=MINE)


def in_a_minute() -> None:
    with moved(timedelta(minutes=1)):
        retry_due()
        retry_due()


def test_a_first_message_that_fails_is_kept_and_delivered_by_itself_once(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with broken(monkeypatch):
        for _ in range(2):
            with pytest.raises(DeliveryFailed):
                ask(talk)
    kept = Delivery.objects.get()
    assert (kept.status, kept.why, kept.text, kept.client_id) == (500, "error", "Is it in stock?", MINE)
    assert (kept.author, kept.author_id, kept.store_id) == ("buyer", talk.buyer.buyer_id, talk.store.id)
    assert (inbox.buyer_conversations(talk.buyer), inbox.inbox(talk.seat)) == ([], [])
    in_a_minute()
    conversation = Conversation.objects.get()
    assert texts_of(conversation.id) == [("buyer", "Is it in stock?")]
    assert (conversation.subject_id, conversation.entry) == (talk.product.id, "product_page")
    assert conversation.due_at is not None  # the store's clock runs from here on
    assert [(each.status, each.text) for each in logs.log(talk.seat)] == [(200, "Is it in stock?")]
    assert ask(talk).repeated
    assert findings() == []


def test_sent_again_by_the_page_before_the_clock_does_it_stands_there_once(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with broken(monkeypatch), pytest.raises(DeliveryFailed):
        ask(talk)
    sent = ask(talk)
    in_a_minute()
    assert texts_of(sent.conversation_id) == [("buyer", "Is it in stock?")]
    assert [each.status for each in Delivery.objects.all()] == [200]
    assert findings() == []


def test_the_same_id_with_other_words_is_not_tried_for_ever(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    with broken(monkeypatch), pytest.raises(DeliveryFailed):
        ask(talk)
    sent = talk.ask("Other words", client_id=MINE)
    for hour in range(1, 8):
        with moved(timedelta(hours=hour)):
            retry_due()
    assert Delivery.objects.get(status=500).next_try_at is None
    assert texts_of(sent.conversation_id) == [("buyer", "Other words")]
    with pytest.raises(ClientIdTaken):
        ask(talk)


@pytest.mark.parametrize("side", ["buyer", "seat"])
def test_a_first_message_about_an_order_is_kept_for_either_side(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    number, viewer = talk.order().number, getattr(talk, side)

    def send() -> Sent:
        return send_order_message(viewer=viewer, order_number=number, text="News?", client_id=MINE)

    with broken(monkeypatch), pytest.raises(DeliveryFailed):
        send()
    assert [each.status for each in logs.log(talk.seat)] == ([] if side == "buyer" else [500])
    in_a_minute()
    assert texts_of(Conversation.objects.get().id) == [(side, "News?")]
    assert send().repeated
    assert findings() == []


def test_a_note_at_checkout_is_tried_again_by_the_outbox_and_starts_no_clock(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = talk.order("Please ring twice.")
    whose = {"viewer": System("test"), "store_id": order.store_id, "order_id": order.id}
    with broken(monkeypatch), pytest.raises(ZeroDivisionError):
        write_order_note(**whose)
    assert not Delivery.objects.exists()
    events.drain()
    write_order_note(**whose)
    conversation = Conversation.objects.get()
    assert texts_of(conversation.id) == [("buyer", "Please ring twice.")]
    assert conversation.due_at is None
    assert findings() == []
