"""Three streams, and the way of a message into one (MSG-01, MSG-03, MSG-08, MSG-13)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.errors import (
    ClientIdTaken,
    ClientIdWrong,
    ContactSwitchedOff,
    ConversationNotFound,
    StoreTakesNoMessages,
)
from kontor.contexts.messaging.models import Conversation, Delivery, Message
from kontor.contexts.messaging.queries import inbox, threads
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import Talk, findings, fresh, row, texts_of
from kontor.contexts.messaging.words import Stream
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Business
from kontor.kernel.viewer import Seat
from kontor.platform import events


@pytest.mark.rule("MSG-01")
def test_the_three_streams_are_isolated_and_a_reply_goes_to_its_own(talk: Talk) -> None:
    asked = talk.ask("Is the lamp dimmable?")
    order = talk.order("Please wrap it.")
    events.drain()
    about = send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    note = Conversation.objects.get(stream=Stream.ORDER_NOTE)
    talk.answer(asked.conversation_id, "Yes.")
    talk.answer(note.id, "We will.")
    talk.answer(about.conversation_id, "Tomorrow.")

    assert texts_of(asked.conversation_id) == [("buyer", "Is the lamp dimmable?"), ("seat", "Yes.")]
    assert texts_of(note.id) == [("buyer", "Please wrap it."), ("seat", "We will.")]
    assert texts_of(about.conversation_id) == [("buyer", "When?"), ("seat", "Tomorrow.")]
    for stream in Stream:
        assert [each.stream for each in inbox.inbox(talk.seat, stream=stream)] == [stream]
        assert [each.stream for each in inbox.buyer_conversations(talk.buyer, stream=stream)] == [stream]
    assert findings() == []


@pytest.mark.rule("MSG-01")
def test_one_conversation_for_each_thing(talk: Talk) -> None:
    first, again = talk.ask("One?"), talk.ask("Two?")
    whole = talk.ask("And the shop?", product_number=None, store_id=talk.store.id)
    assert again.conversation_id == first.conversation_id != whole.conversation_id
    assert talk.ask("Shop again", product_number=None, store_id=talk.store.id).conversation_id == whole.conversation_id
    assert row(whole).about == "store"


@pytest.mark.rule("MSG-01")
def test_a_note_is_written_once_and_starts_no_clock(talk: Talk) -> None:
    order = talk.order("Please wrap it.")
    events.drain()
    note = Conversation.objects.get(stream=Stream.ORDER_NOTE)
    assert (note.subject_number, note.waiting_since, note.unread_store) == (order.number, None, 1)
    talk.order()
    events.drain()
    assert Conversation.objects.filter(stream=Stream.ORDER_NOTE).count() == 1


@pytest.mark.rule("MSG-03")
def test_a_store_may_switch_off_contact_before_an_order(talk: Talk) -> None:
    begun = talk.ask()
    change_settings(viewer=talk.seat, change=SettingsChange(contact_seller=False))
    with pytest.raises(ContactSwitchedOff):
        talk.ask("Hello?", viewer=talk.another_buyer())
    assert Conversation.objects.count() == 1
    order = talk.order()
    send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    talk.answer(begun.conversation_id)


@pytest.mark.rule("MSG-05")
def test_nobody_writes_to_a_store_that_is_not_ready(talk: Talk) -> None:
    Business.objects.filter(id=talk.store.business_id).update(verified_at=None, state="review")
    with pytest.raises(StoreTakesNoMessages):
        talk.ask()
    assert Conversation.objects.count() == 0


@pytest.mark.rule("MSG-13")
def test_the_same_id_and_text_is_the_same_message(talk: Talk) -> None:
    asked = talk.ask(client_id="client-0001")
    again = talk.ask(client_id="client-0001")
    assert (again.message_id, again.repeated) == (asked.message_id, True)
    said = talk.answer(asked.conversation_id, "Yes.", client_id="client-0002")
    assert talk.answer(asked.conversation_id, "Yes.", client_id="client-0002").message_id == said.message_id
    with pytest.raises(ClientIdTaken):
        talk.answer(asked.conversation_id, "No.", client_id="client-0002")
    with pytest.raises(ClientIdTaken):
        talk.answer(asked.conversation_id, "Is it in stock?", client_id="client-0001")
    with pytest.raises(ClientIdWrong):
        talk.answer(asked.conversation_id, "Yes.", client_id="no blanks here")
    assert Message.objects.count() == 2
    assert list(Delivery.objects.values_list("status", flat=True)) == [200, 200]


@pytest.mark.rule("MSG-13")
def test_a_page_that_was_away_gets_what_it_missed_once(talk: Talk) -> None:
    asked = talk.ask("One")
    said = [talk.answer(asked.conversation_id, text) for text in ("Two", "Three")]
    missed = threads.since(talk.buyer, asked.conversation_id, asked.message_id)
    assert [view.text for view in missed] == ["Two", "Three"]
    assert threads.since(talk.buyer, asked.conversation_id, said[-1].message_id) == []
    assert [v.text for v in threads.since(talk.seat, asked.conversation_id, None, size=2)] == ["One", "Two"]


def test_strangers_find_nothing(talk: Talk) -> None:
    asked, order = talk.ask(), talk.order()
    stranger = talk.another_buyer()
    other_store = Seat(talk.clerk.id, talk.market.tea_house.id, talk.seat.rights)
    for viewer in (stranger, other_store):
        with pytest.raises(ConversationNotFound):
            threads.thread(viewer, asked.conversation_id)
        with pytest.raises(ConversationNotFound):
            talk.answer(asked.conversation_id, viewer=viewer)
        with pytest.raises(OrderNotFound):
            send_order_message(viewer=viewer, order_number=order.number, text="Hi", client_id=fresh())
    reader = Seat(talk.clerk.id, talk.store.id, frozenset({"messages.view"}))
    with pytest.raises(RightMissing):
        talk.answer(asked.conversation_id, viewer=reader)
    with pytest.raises(RightMissing):
        inbox.inbox(Seat(talk.clerk.id, talk.store.id, frozenset({"orders.view"})))
    assert Message.objects.count() == 1
