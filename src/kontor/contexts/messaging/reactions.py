"""Facts from elsewhere that concern messages, and messages that people are told of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kontor.contexts.governance.events import MessagesFrozen, MessagesThawed, ViolationEnded
from kontor.contexts.messaging.events import ConversationChanged, ConversationFact, MessageSent
from kontor.contexts.messaging.models import Conversation, Desk, Promise
from kontor.contexts.messaging.rules.promises import ANSWERS
from kontor.contexts.messaging.services.auto_reply import auto_reply
from kontor.contexts.messaging.services.freeze_sending import freeze_sending
from kontor.contexts.messaging.services.lift_violation import lift_violation
from kontor.contexts.messaging.services.settle_promises import settle_promises
from kontor.contexts.messaging.services.thaw_sending import thaw_sending
from kontor.contexts.messaging.services.write_order_note import write_order_note
from kontor.contexts.messaging.telling import cause_of
from kontor.contexts.messaging.words import OF_STORE, PERSONS, Author
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.orders.events import OrderDelivered, OrderPlaced, OrderReceived, OrderShipped, StoreOrderFact
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.events import OrderRefunded
from kontor.kernel.viewer import System
from kontor.platform import stream
from kontor.platform.events import react, react_together

OF_GOVERNANCE = "governance:"
OF_POLICY = "messaging.violated:"  # how governance calls the fact that a violation of ours is
_SELF = System("messaging")
_HAPPENED = {OrderShipped.name: "shipped", OrderDelivered.name: "delivered", OrderReceived.name: "received"}


@react_together(OrderPlaced)
def begin_with_note(events: Sequence[OrderPlaced]) -> None:
    """What was written at checkout stands in the order's note stream (MSG-01). Most orders have no note."""
    placed = StoreOrder.objects.filter(
        store_id__in={event.store_id for event in events}, id__in=[event.order_id for event in events]
    )
    for store_id, order_id in placed.exclude(note="").values_list("store_id", "id"):
        write_order_note(viewer=_SELF, store_id=store_id, order_id=order_id)


@react_together(MessageSent)
def answer_by_itself(events: Sequence[MessageSent]) -> None:
    """A store that wants it answers a buyer at once (MSG-11). Most do not: they are found with one statement."""
    written = [event for event in events if event.author == Author.BUYER]
    stores = {event.store_id for event in written}
    wanting = set(Desk.objects.filter(store_id__in=stores, auto_on=True).values_list("store_id", flat=True))
    for event in written:
        if event.store_id in wanting:
            auto_reply(viewer=_SELF, conversation_id=event.conversation_id, message_id=event.message_id)


@react_together(MessageSent)
def keep_word_to_answer(events: Sequence[MessageSent]) -> None:
    """A store that promised to answer has answered (MSG-16). Few have promised: they are found with one statement."""
    answered = [event for event in events if event.author in PERSONS]
    ids = {event.conversation_id for event in answered}
    waiting = Promise.objects.filter(conversation_id__in=ids, state="open", kind=ANSWERS)
    promised = set(waiting.values_list("conversation_id", flat=True))
    for event in answered:
        if event.conversation_id in promised:
            settle_promises(
                viewer=_SELF, store_id=event.store_id, conversation_id=event.conversation_id, happened="answered",
                but=event.message_id,
            )  # fmt: skip


@react(OrderShipped, OrderDelivered, OrderReceived)
def settle_promises_of(event: StoreOrderFact) -> None:
    """What was promised about the order is kept, or too late (MSG-16)."""
    happened = _HAPPENED[event.name]
    settle_promises(viewer=_SELF, store_id=event.store_id, order_id=event.order_id, happened=happened)


@react(OrderRefunded)
def settle_refunds_promised(event: OrderRefunded) -> None:
    """Money that was promised back has gone (MSG-16)."""
    settle_promises(viewer=_SELF, store_id=event.store_id, order_id=event.order_id, happened="refunded")


@react(MessagesFrozen)
def freeze_by_penalty(event: MessagesFrozen) -> None:
    """A penalty stops the store's messages."""
    freeze_sending(
        viewer=_SELF, store_id=event.store_id, cause=f"{OF_GOVERNANCE}{event.violation_id}",
        until=datetime.fromisoformat(event.until),
    )  # fmt: skip


@react(MessagesThawed)
def thaw_by_pardon(event: MessagesThawed) -> None:
    """No penalty stops them any more."""
    thaw_sending(viewer=_SELF, store_id=event.store_id, prefix=OF_GOVERNANCE)


@react(ViolationEnded)
def give_back(event: ViolationEnded) -> None:
    """A violation of the policy that was lifted counts no more, and freezes nothing."""
    if event.how == "lifted" and event.cause.startswith(OF_POLICY):
        lift_violation(viewer=_SELF, violation_id=UUID(event.cause.removeprefix(OF_POLICY)))


@react_together(MessageSent)
def tell_buyers(events: Sequence[MessageSent]) -> None:
    """A buyer hears of the first message that is not read yet, by page and mail as chosen, and by no push (MSG-14)."""
    written = {event.conversation_id for event in events if event.author in OF_STORE}
    unread = Conversation.objects.filter(id__in=written, unread_buyer__gt=0).select_related("store")
    notify_many(
        news=[
            News(
                row.buyer_id, "store_message", {"store": row.store.name, "conversation": str(row.id)},
                f"{cause_of(row.id)}{row.message_count - row.unread_buyer}",
            )
            for row in unread
        ]
    )  # fmt: skip


@react_together(MessageSent, ConversationChanged)
def refresh_message_pages(events: Sequence[ConversationFact]) -> None:
    """Open pages of both sides fetch what has come since."""
    stream.publish_many(
        (topic, event.name, event.conversation_id)
        for event in events
        for topic in (f"conversation:{event.conversation_id}", f"store:{event.store_id}", f"buyer:{event.buyer_id}")
    )
