"""The store's inbox and what stands beside messages (MSG-08, MSG-12, MSG-13, BUY-03)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.messaging import delivering
from kontor.contexts.messaging.errors import (
    DeliveryFailed,
    DeliveryNotFailed,
    NobodyToAssign,
    PhraseNotFound,
    PlaceholderUnknown,
    ZoneUnknown,
)
from kontor.contexts.messaging.jobs import retry_due
from kontor.contexts.messaging.models import Delivery, Message
from kontor.contexts.messaging.queries import inbox, logs, settings, threads
from kontor.contexts.messaging.services.add_note import add_note
from kontor.contexts.messaging.services.assign import assign
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.services.mark_read import mark_read
from kontor.contexts.messaging.services.remove_phrase import remove_phrase
from kontor.contexts.messaging.services.retry_failed import retry_failed
from kontor.contexts.messaging.services.save_phrase import save_phrase
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import Talk, findings, fresh, row, texts_of
from kontor.kernel.clock import moved, now


def ids(rows: list[Any]) -> list[Any]:
    return [each.id for each in rows]


@pytest.mark.rule("MSG-08")
def test_tabs_counts_and_pages_agree(talk: Talk) -> None:
    asked = [talk.ask(f"Question {n}", viewer=talk.another_buyer()) for n in range(5)]
    talk.answer(asked[0].conversation_id)
    mark_read(viewer=talk.seat, conversation_id=asked[1].conversation_id)
    counts = inbox.inbox_counts(talk.seat)
    assert counts == {"all": 5, "unread": 3, "replied": 1, "pending": 4, "mine": 0}
    for tab in ("all", "unread", "replied", "pending"):
        assert len(inbox.inbox(talk.seat, tab=tab)) == counts[tab]
    seen, after = [], ""
    while page := inbox.inbox(talk.seat, after=after, size=2):
        seen += ids(page)
        after = page[-1].key
    assert seen == ids(inbox.inbox(talk.seat)) == [each.conversation_id for each in [*asked[1:], asked[0]]]
    assert inbox.pending_count(talk.seat) == 4
    assert inbox.inbox(talk.seat, after="x_y") == inbox.inbox(talk.seat)


@pytest.mark.rule("MSG-08")
def test_it_finds_words_in_any_language_and_numbers(talk: Talk) -> None:
    lamp = talk.ask("¿La lámpara es regulable?")
    chinese = talk.ask("这个灯可以调光吗", viewer=talk.another_buyer())
    order = talk.order()
    about = send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    talk.answer(lamp.conversation_id, "Certainly, madam")
    assert ids(inbox.inbox(talk.seat, text="lampara")) == [lamp.conversation_id]
    assert ids(inbox.inbox(talk.seat, text="certain")) == [lamp.conversation_id]
    assert ids(inbox.inbox(talk.seat, text="调光")) == [chinese.conversation_id]
    assert ids(inbox.inbox(talk.seat, text=f"#{order.number}")) == [about.conversation_id]
    assert inbox.inbox(talk.seat, text="'; DROP TABLE x; --&|!") == []
    assert inbox.inbox(talk.seat, text="&|!") == []


@pytest.mark.rule("MSG-08")
def test_buyers_are_masked_and_a_page_costs_few_queries(talk: Talk, django_assert_max_num_queries: Any) -> None:
    for n in range(8):
        talk.ask(f"Question {n}", viewer=talk.another_buyer())
    with django_assert_max_num_queries(6), CaptureQueriesContext(connection):
        shown = inbox.inbox(talk.seat, text="question")
        inbox.inbox_counts(talk.seat)
    assert {len(each.other) for each in shown} == {5}
    assert all("***" in each.other for each in shown)
    with django_assert_max_num_queries(6):
        threads.thread(talk.seat, shown[0].id)
    with django_assert_max_num_queries(4):
        threads.since(talk.seat, shown[0].id, None)


@pytest.mark.rule("MSG-08")
def test_assignment_is_to_people_who_may_answer(talk: Talk) -> None:
    asked = talk.ask()
    assign(viewer=talk.seat, conversation_id=asked.conversation_id, account_id=talk.clerk.id)
    assert ids(inbox.inbox(talk.seat, assigned_to=talk.clerk.id)) == [asked.conversation_id]
    assert inbox.inbox(talk.seat)[0].assignee == "Lin Wei"
    assert inbox.inbox_counts(talk.seat)["mine"] == 1
    with pytest.raises(NobodyToAssign):
        assign(viewer=talk.seat, conversation_id=asked.conversation_id, account_id=make_account(audience="seller").id)
    assign(viewer=talk.seat, conversation_id=asked.conversation_id, account_id=None)
    assert row(asked).assigned_to is None
    assert talk.clerk.id in [account for account, _name in inbox.colleagues(talk.seat)]


@pytest.mark.rule("MSG-08")
def test_notes_are_for_colleagues_alone(talk: Talk) -> None:
    asked = talk.ask()
    add_note(viewer=talk.seat, conversation_id=asked.conversation_id, text="A good customer.")
    assert [note.text for note in threads.thread(talk.seat, asked.conversation_id).notes] == ["A good customer."]
    assert threads.thread(talk.buyer, asked.conversation_id).notes == ()
    assert texts_of(asked.conversation_id) == [("buyer", "Is it in stock?")]


@pytest.mark.rule("MSG-08")
def test_phrases_are_offered_in_the_buyers_language_with_what_they_name(talk: Talk) -> None:
    order = talk.order()
    about = send_order_message(viewer=talk.buyer, order_number=order.number, text="¿Cuándo?", client_id=fresh())
    phrase = save_phrase(
        viewer=talk.seat, title="Soon",
        texts={"zh-hans": "订单 {order} 即将发货", "en": "Order {order} leaves", "es": "El pedido {order} sale"},
    )  # fmt: skip
    said = [(title, text) for _id, title, text in settings.phrases_for(talk.seat, about.conversation_id)]
    assert said == [("Soon", f"El pedido {order.number} sale")]
    save_phrase(viewer=talk.seat, title="Soon", texts={"en": "Soon."}, phrase_id=phrase)
    assert [dict(each.texts) for each in settings.phrases(talk.seat)] == [{"en": "Soon."}]
    with pytest.raises(PlaceholderUnknown):
        save_phrase(viewer=talk.seat, title="X", texts={"en": "Dear {name}"})
    remove_phrase(viewer=talk.seat, phrase_id=phrase)
    with pytest.raises(PhraseNotFound):
        remove_phrase(viewer=talk.seat, phrase_id=phrase)


@pytest.mark.rule("BUY-03")
def test_the_buyers_message_centre(talk: Talk) -> None:
    asked, order = talk.ask(), talk.order()
    about = send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    talk.answer(asked.conversation_id)
    talk.answer(asked.conversation_id, "And it is cheap.")
    assert ids(inbox.buyer_conversations(talk.buyer)) == [asked.conversation_id, about.conversation_id]
    assert ids(inbox.buyer_conversations(talk.buyer, size=1)) == [asked.conversation_id]
    after = inbox.buyer_conversations(talk.buyer, size=1)[0].key
    assert ids(inbox.buyer_conversations(talk.buyer, after=after)) == [about.conversation_id]
    assert inbox.buyer_unread(talk.buyer) == {"all": 2, "inquiry": 2, "order_note": 0, "order_message": 0}
    mark_read(viewer=talk.buyer, conversation_id=asked.conversation_id, position=2)
    assert inbox.buyer_unread(talk.buyer)["all"] == 2
    mark_read(viewer=talk.buyer, conversation_id=asked.conversation_id, position=3)
    assert inbox.buyer_unread(talk.buyer)["all"] == 0
    found = inbox.of_order(talk.buyer, store_id=order.store_id, order_id=order.id)
    assert ids(found) == [about.conversation_id]
    assert inbox.of_order(talk.another_buyer(), store_id=order.store_id, order_id=order.id) == []
    assert inbox.buyer_conversations(talk.another_buyer()) == []


@pytest.mark.rule("MSG-12")
def test_until_a_zone_is_chosen_it_is_gmt_and_a_warning_stands(talk: Talk) -> None:
    assert (settings.zone_of(talk.seat), settings.zone_unchosen(talk.seat)) == (ZoneInfo("UTC"), True)
    assert not settings.standing(talk.seat).zone_chosen
    with pytest.raises(ZoneUnknown):
        change_settings(viewer=talk.seat, change=SettingsChange(time_zone="Moon/Sea"))
    change_settings(viewer=talk.seat, change=SettingsChange(time_zone="Asia/Shanghai"))
    assert settings.zone_of(talk.seat) == ZoneInfo("Asia/Shanghai")
    assert not settings.zone_unchosen(talk.seat)
    shown = settings.settings(talk.seat)
    assert (shown.hours[0], shown.hours[6], shown.own_hours) == ("09:00-22:00", "", False)


@pytest.mark.rule("MSG-13")
def test_what_breaks_is_kept_tried_again_and_never_doubled(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = talk.ask()
    real = delivering.message_of
    monkeypatch.setattr(delivering, "message_of", lambda *_: 1 / 0)
    for _ in range(2):
        with pytest.raises(DeliveryFailed):
            talk.answer(asked.conversation_id, client_id="client-0001")
    failed = Delivery.objects.get(status=500)
    assert settings.standing(talk.seat).failed == 1
    with moved(timedelta(minutes=1)):
        retry_due()
    assert (Delivery.objects.get(status=500).tries, Message.objects.count()) == (2, 1)
    monkeypatch.setattr(delivering, "message_of", real)
    with moved(timedelta(minutes=10)):
        retry_due()
        retry_due()
    assert texts_of(asked.conversation_id) == [("buyer", "Is it in stock?"), ("seat", "Yes, it is.")]
    assert [each.status for each in logs.log(talk.seat)] == [200, 200]
    assert talk.answer(asked.conversation_id, client_id="client-0001").repeated
    with pytest.raises(DeliveryNotFailed):
        retry_failed(viewer=talk.seat, store_id=talk.store.id, delivery_id=failed.id)
    assert findings() == []


@pytest.mark.rule("MSG-13")
def test_by_hand_and_not_for_ever(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = talk.ask()
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "message_of", lambda *_: 1 / 0)
        with pytest.raises(DeliveryFailed):
            talk.answer(asked.conversation_id)
        for hour in range(1, 8):
            with moved(timedelta(hours=hour)):
                retry_due()
    failed = Delivery.objects.get(status=500)
    assert (failed.tries, failed.next_try_at) == (5, None)
    retry_failed(viewer=talk.seat, store_id=talk.store.id, delivery_id=failed.id)
    assert Message.objects.count() == 2


@pytest.mark.rule("MSG-13")
def test_the_log_is_searched_and_exported(talk: Talk) -> None:
    asked = talk.ask("=1+1 is a question")
    talk.answer(asked.conversation_id, "Certainly")
    change_settings(viewer=talk.seat, change=SettingsChange(time_zone="Asia/Shanghai"))
    assert [each.text for each in logs.log(talk.seat, text="certain")] == ["Certainly"]
    assert [each.status for each in logs.log(talk.seat, first_day=now().date() + timedelta(days=2))] == []
    assert len(logs.log(talk.seat, first_day=date(2020, 1, 1), last_day=now().date() + timedelta(days=1))) == 2
    lines = list(logs.log_csv(talk.seat))
    assert len(lines) == 3
    assert "+0800" in lines[1]
    assert "'=1+1" in lines[2]
