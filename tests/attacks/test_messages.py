"""People and programs that misuse messages, many at the same moment (MSG-04, MSG-09, MSG-10, MSG-13)."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.errors import ConversationNotFound, MessageBlocked, SendingFrozen, TextTooLong
from kontor.contexts.messaging.models import ClockMiss, Conversation, Delivery, Freeze, Message, PolicyViolation
from kontor.contexts.messaging.services.auto_reply import auto_reply
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.services.mark_misses import mark_misses
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import Talk, findings, fresh, make_talk, strict, texts_of
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.clock import moved, now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer, Seat, System

pytestmark = pytest.mark.django_db(transaction=True)

BAD = "Write me on WhatsApp"


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """All of them at the same moment, each on a connection of its own; a refusal is a result too."""
    gate = threading.Barrier(len(calls))

    def tried(call: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=60)
            return call()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(tried, calls))


@pytest.fixture
def talk() -> Iterator[Talk]:
    """A market under a policy that stops one word."""
    with judging.instead(judge=strict):
        yield make_talk()


@pytest.mark.rule("MSG-10")
def test_violations_in_parallel_make_exactly_one_freeze(talk: Talk) -> None:
    asked = [talk.ask(f"Question {n}", viewer=talk.another_buyer()) for n in range(8)]
    said = at_once([lambda one=one: talk.answer(one.conversation_id, BAD) for one in asked])
    kinds = Counter(type(each).__name__ for each in said)
    assert kinds == {"MessageBlocked": 3, "SendingFrozen": 5}
    assert (PolicyViolation.objects.count(), Freeze.objects.count()) == (3, 1)
    assert Counter(Delivery.objects.filter(status=403).values_list("why", flat=True)) == {"policy": 3, "frozen": 5}
    assert Message.objects.count() == 8
    assert findings() == []


@pytest.mark.rule("MSG-10")
def test_a_message_at_the_moment_of_the_freeze_is_before_it_or_refused(talk: Talk) -> None:
    asked = [talk.ask(f"Question {n}", viewer=talk.another_buyer()) for n in range(10)]
    for one in asked[:2]:
        with pytest.raises(MessageBlocked):
            talk.answer(one.conversation_id, BAD)
    honest: list[Callable[[], object]] = [lambda one=one: talk.answer(one.conversation_id) for one in asked[1:]]
    said = at_once([lambda: talk.answer(asked[0].conversation_id, BAD), *honest])
    freeze = Freeze.objects.get()
    refused = [each for each in said if isinstance(each, SendingFrozen)]
    sent = Message.objects.filter(author="seat")
    assert len(refused) + sent.count() == 9
    assert not sent.filter(at__gt=freeze.at + timedelta(seconds=1)).exists()
    assert findings() == []


@pytest.mark.rule("MSG-13")
def test_one_message_sent_many_times_at_once_stands_there_once(talk: Talk) -> None:
    asked = talk.ask()
    one = at_once([lambda: talk.answer(asked.conversation_id, client_id="client-0001")] * 8)
    assert len({sent.message_id for sent in one}) == 1
    product, buyer = talk.product.number, talk.another_buyer()
    new = at_once([lambda: talk.ask(viewer=buyer, product_number=product, client_id="client-0002")] * 8)
    assert len({sent.message_id for sent in new}) == 1
    assert Conversation.objects.count() == 2
    assert Counter(Delivery.objects.values_list("client_id", flat=True))["client-0001"] == 1
    assert findings() == []


@pytest.mark.rule("MSG-15")
def test_many_who_write_at_once_make_one_chain(talk: Talk) -> None:
    asked = talk.ask()
    calls: list[Callable[[], object]] = [
        lambda n=n: talk.answer(asked.conversation_id, f"Answer {n}") for n in range(6)
    ]
    calls += [lambda n=n: talk.answer(asked.conversation_id, f"More {n}", viewer=talk.buyer) for n in range(6)]
    at_once(calls)
    assert list(Message.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 14))
    assert findings() == []


@pytest.mark.rule("MSG-06")
def test_sweeps_and_an_answer_at_once_mark_each_wait_once(talk: Talk) -> None:
    asked = [talk.ask(f"Question {n}", viewer=talk.another_buyer()) for n in range(4)]
    ids = [one.conversation_id for one in asked]
    with moved(timedelta(days=8)):
        sweeps: list[Callable[[], object]] = [lambda: mark_misses(viewer=System("clock"), conversation_ids=ids)] * 4
        at_once([*sweeps, *[lambda one=one: talk.answer(one.conversation_id) for one in asked]])
        mark_misses(viewer=System("clock"), conversation_ids=ids)
    assert Counter(ClockMiss.objects.values_list("kind", flat=True)) == {"slow": 4, "unanswered": 4}
    assert findings() == []


@pytest.mark.rule("MSG-11")
def test_a_reaction_delivered_twice_answers_once(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True)
    asked = talk.ask()
    at_once(
        [lambda: auto_reply(viewer=System("x"), conversation_id=asked.conversation_id, message_id=asked.message_id)] * 5
    )
    assert [author for author, _text in texts_of(asked.conversation_id)] == ["buyer", "automatic"]


@pytest.mark.rule("MSG-04")
@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "{{ 7*7 }}", "javascript:alert(1)"]
)
def test_markup_is_kept_as_the_text_that_it_is(talk: Talk, text: str) -> None:
    asked = talk.ask(text)
    assert texts_of(asked.conversation_id) == [("buyer", text)]


@pytest.mark.rule("MSG-04")
def test_a_million_signs_are_refused_before_anything_is_read(talk: Talk) -> None:
    asked = talk.ask()
    begun = now()
    for text in ("x" * 1_000_000, "\u202e" * 1_000_000, "👩‍" * 500_000):
        with pytest.raises(TextTooLong):
            talk.answer(asked.conversation_id, text)
    assert now() - begun < timedelta(seconds=2)
    assert Message.objects.count() == 1


@pytest.mark.rule("MSG-04")
def test_signs_that_turn_or_hide_words_are_not_delivered(talk: Talk) -> None:
    asked = talk.ask("plain\u202etxet \u2066sneaky\u2069")
    with pytest.raises(MessageBlocked):
        talk.answer(asked.conversation_id, "What\u200bs\u00adA\u2060pp me")
    assert texts_of(asked.conversation_id) == [("buyer", "plaintxet sneaky")]


@pytest.mark.rule("MSG-08")
def test_nobody_writes_without_the_right_or_into_anothers_conversation(talk: Talk) -> None:
    asked, order = talk.ask(), talk.order()
    clerk = Seat(talk.clerk.id, talk.store.id, frozenset({"messages.view", "orders.ship"}))
    elsewhere = Seat(talk.clerk.id, talk.market.tea_house.id, talk.seat.rights)
    stranger: Buyer = talk.another_buyer()
    with pytest.raises(RightMissing):
        talk.answer(asked.conversation_id, viewer=clerk)
    for viewer in (elsewhere, stranger):
        with pytest.raises(ConversationNotFound):
            talk.answer(asked.conversation_id, viewer=viewer)
        with pytest.raises(OrderNotFound):
            send_order_message(viewer=viewer, order_number=order.number, text="Where is it?", client_id=fresh())
    assert Message.objects.count() == 1
