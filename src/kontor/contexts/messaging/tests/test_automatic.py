"""Automatic replies, promises, and messages to buyers who did not write first (MSG-11, MSG-12, MSG-16, MSG-19)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kontor.contexts.inventory.models import Stock
from kontor.contexts.logistics.models import Shipment, TrackingEvent
from kontor.contexts.logistics.states import ParcelState
from kontor.contexts.messaging.errors import CopiesHeld, LanguageUnknown, TextBlocked, TooManyColdMessages
from kontor.contexts.messaging.gates import KIND
from kontor.contexts.messaging.jobs import break_promises
from kontor.contexts.messaging.models import Conversation, Message, Promise
from kontor.contexts.messaging.policy import COLD_A_DAY, COPIES_AT_MOST
from kontor.contexts.messaging.queries import logs, promises
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.services.mark_read import mark_read
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.services.settle_promises import settle_promises
from kontor.contexts.messaging.tests.written import Talk, findings, fresh, texts_of
from kontor.contexts.messaging.words import Template
from kontor.contexts.notifications.models import Notice, PushSubscription
from kontor.contexts.orders.models import StoreOrder
from kontor.kernel import clock
from kontor.kernel.clock import moved, now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, System
from kontor.platform import events, jobs, reviews

ES_WELCOME = "Hola, gracias por tu mensaje. Uno de nosotros te responderá pronto."


def last(conversation_id: Any) -> tuple[str, str]:
    return texts_of(conversation_id)[-1]


@pytest.mark.rule("MSG-11")
def test_welcome_in_the_language_that_the_buyer_wrote_in(talk: Talk) -> None:
    silent = talk.ask("¿Hola?")
    events.drain()
    assert len(texts_of(silent.conversation_id)) == 1
    change_auto_reply(viewer=talk.seat, on=True, texts={(Template.WELCOME, "fr"): "Bonjour, un instant !"})
    spanish = talk.ask("¿Hola?", viewer=talk.another_buyer(), language="en")
    french = talk.ask("Bonjour", viewer=talk.another_buyer(), language="fr")
    events.drain()
    assert last(spanish.conversation_id) == ("automatic", ES_WELCOME)
    assert last(french.conversation_id) == ("automatic", "Bonjour, un instant !")
    assert findings() == []


@pytest.mark.rule("MSG-11")
def test_never_two_automatic_replies_in_a_row(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True)
    Stock.objects.update(on_hand=0)
    asked = talk.ask("¿Hola?")
    events.drain()
    talk.answer(asked.conversation_id, "¿Queda?", viewer=talk.buyer)
    events.drain()
    assert [author for author, _text in texts_of(asked.conversation_id)] == ["buyer", "automatic", "buyer"]
    talk.answer(asked.conversation_id, "One moment.")
    talk.answer(asked.conversation_id, "¿Queda?", viewer=talk.buyer)
    events.drain()
    events.drain()
    assert [author for author, _text in texts_of(asked.conversation_id)][-2:] == ["buyer", "automatic"]


@pytest.mark.rule("MSG-11")
def test_out_of_stock_is_said_of_what_is_out_of_stock(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True)
    Stock.objects.update(on_hand=0)
    asked = talk.ask("¿Queda?")
    events.drain()
    author, text = last(asked.conversation_id)
    assert author == "automatic"
    assert text.startswith("Hola. Reading lamp está agotado")


def sent_parcel(order: StoreOrder) -> None:
    parcel = Shipment.objects.create(
        store_id=order.store_id, order_id=order.id, buyer_id=order.buyer_id, carrier="yunexpress", service="THPHR",
        tracking_number="YT2229521272164446", origin_country="CN", destination_country="ES",
        state=ParcelState.IN_TRANSIT,
    )  # fmt: skip
    for hours, place in ((30, "Shenzhen"), (2, "Madrid")):
        TrackingEvent.objects.create(
            store_id=order.store_id, shipment_id=parcel.id, event_key=place, code="x", state=ParcelState.IN_TRANSIT,
            at=now() - timedelta(hours=hours), place=place, text=f"Arrived at {place}",
        )  # fmt: skip


@pytest.mark.rule("MSG-11")
def test_where_is_my_parcel_is_answered_by_the_last_tracking_event(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True)
    order = talk.order()
    sent_parcel(order)
    asked = send_order_message(
        viewer=talk.buyer, order_number=order.number, text="¿dónde está mi paquete?", client_id=fresh()
    )
    events.drain()
    author, text = last(asked.conversation_id)
    assert author == "automatic"
    assert text.startswith(
        f"Lo último sobre el pedido {order.number}, paquete YT2229521272164446:\n".replace("Lo", "Hola. Lo")
    )
    assert "Madrid" in text
    assert "Shenzhen" not in text


@pytest.mark.rule("MSG-11", "MSG-12")
@pytest.mark.parametrize(("zone", "answered"), [("", False), ("Asia/Shanghai", True)])
def test_active_hours_are_those_of_the_chosen_zone(talk: Talk, zone: str, answered: bool) -> None:
    """At 02:00 GMT it is ten in the morning in China: the unchosen zone shifts the reply by eight hours."""
    change_auto_reply(viewer=talk.seat, on=True, hours=(9 * 60, 18 * 60))
    if zone:
        change_settings(viewer=talk.seat, change=SettingsChange(time_zone=zone))
    with moved(datetime(2026, 6, 1, 2, 0, tzinfo=UTC) - clock.now()):
        asked = talk.ask()
        events.drain()
    assert (last(asked.conversation_id)[0] == "automatic") == answered


@pytest.mark.rule("MSG-11")
def test_a_text_that_leads_elsewhere_is_not_kept(talk: Talk) -> None:
    for parted in ("Find us on WhatsApp", "Find us on Whats{tracking}App"):
        with pytest.raises(TextBlocked) as said:
            change_auto_reply(viewer=talk.seat, texts={(Template.WELCOME, "en"): parted})
        assert said.value.params["passage"] == "WhatsApp"
    with pytest.raises(LanguageUnknown):
        change_auto_reply(viewer=talk.seat, texts={(Template.WELCOME, "tlh"): "nuqneH"})


@pytest.mark.rule("MSG-16")
@pytest.mark.parametrize(("days", "state"), [(2, "kept"), (5, "broken")])
def test_a_promise_is_shown_kept_with_the_order_and_settled(talk: Talk, days: int, state: str) -> None:
    order = talk.order()
    asked = send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    text = "We will ship it within 3 days."
    [shown] = promises.preview(talk.seat, asked.conversation_id, text)
    assert (shown.kind, shown.stock, "within 3 days" in shown.quote) == ("ships", 9, True)
    assert Promise.objects.count() == 0
    talk.answer(asked.conversation_id, text)
    [made] = promises.of_order(talk.buyer, store_id=order.store_id, order_id=order.id)
    assert (made.state, made.kind) == ("open", "ships")
    assert timedelta(days=3) <= made.due_at - made.at < timedelta(days=4)
    with moved(timedelta(days=days)):
        settle_promises(viewer=System("test"), store_id=order.store_id, order_id=order.id, happened="shipped")
    [made] = promises.of_order(Operator(new_id()), store_id=order.store_id, order_id=order.id)
    assert made.state == state
    assert promises.of_order(talk.another_buyer(), store_id=order.store_id, order_id=order.id) == []


@pytest.mark.rule("MSG-16")
def test_a_promise_whose_time_is_over_is_broken_by_itself(talk: Talk) -> None:
    order = talk.order()
    asked = send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    talk.answer(asked.conversation_id, "We will ship it within 3 days.")
    with moved(timedelta(days=2)):
        break_promises()
    assert promises.report(talk.seat).open == 1
    with moved(timedelta(days=5)):
        break_promises()
        break_promises()
        assert (promises.report(talk.seat).broken, promises.report(talk.seat).kept) == (1, 0)
    assert promises.liability(Money(1250, "EUR")) == Money(2500, "EUR")


def tell(talk: Talk, order: StoreOrder, text: str) -> Any:
    return send_order_message(viewer=talk.seat, order_number=order.number, text=text, client_id=fresh())


@pytest.mark.rule("MSG-19")
def test_a_number_a_day_to_buyers_who_did_not_write_first(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(COLD_A_DAY), "int", lambda self: 2 if self is COLD_A_DAY else int(self._now()))
    orders = [talk.order() for _ in range(3)]
    for order in orders[:2]:
        tell(talk, order, f"News of {order.number}")
    with pytest.raises(TooManyColdMessages):
        tell(talk, orders[2], "More news")
    asked = talk.ask()
    talk.answer(asked.conversation_id, "Whoever wrote first is answered.")
    with moved(timedelta(days=1, minutes=1)):
        tell(talk, orders[2], "More news")
    assert [row.why for row in logs.log(talk.seat, status=403)] == ["rate"]


@pytest.mark.rule("MSG-19")
@pytest.mark.parametrize("release", [True, False])
def test_copies_to_many_are_held_until_somebody_has_looked(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, release: bool
) -> None:
    monkeypatch.setattr(type(COPIES_AT_MOST), "int", lambda self: 2 if self is COPIES_AT_MOST else int(self._now()))
    orders = [talk.order() for _ in range(4)]
    for number, order in enumerate(orders[:2]):
        tell(talk, order, f"Big SALE no. {number}!")
    for order in orders[2:]:
        with pytest.raises(CopiesHeld):
            tell(talk, order, "big sale, no 7")
    assert Message.objects.count() == 2
    item = reviews.ReviewItem.objects.get(kind=KIND)
    me = Operator(new_id())
    reviews.claim(viewer=me, item_id=item.pk)
    reviews.decide(viewer=me, item_id=item.pk, decision="release" if release else "keep", reason="Looked at.")
    jobs.drain()
    assert Message.objects.count() == (4 if release else 2)
    assert {row.why for row in logs.log(talk.seat, status=403)} == (set() if release else {"copies"})
    assert Conversation.objects.count() == 4
    assert findings() == []


@pytest.mark.rule("MSG-14")
def test_a_buyer_is_told_once_until_the_messages_are_read_and_never_by_push(talk: Talk) -> None:
    PushSubscription.objects.create(
        account_id=talk.buyer.buyer_id, endpoint="https://push.example/1", p256dh="k", auth="a", device="Phone"
    )
    asked = talk.ask()
    for text in ("Yes.", "And it is cheap."):
        talk.answer(asked.conversation_id, text)
        events.drain()
    told = Notice.objects.filter(account_id=talk.buyer.buyer_id, kind="store_message")
    assert [notice.channel for notice in told] == ["email"]
    assert told[0].values["conversation"] == str(asked.conversation_id)
    mark_read(viewer=talk.buyer, conversation_id=asked.conversation_id)
    talk.answer(asked.conversation_id, "Good bye.")
    events.drain()
    assert told.all().count() == 2
    assert not Notice.objects.filter(channel="push").exists()
