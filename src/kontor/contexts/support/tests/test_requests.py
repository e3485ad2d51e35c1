"""Requests to support: written, taken, answered, resolved; seen by their buyer and the operator alone (BUY-03)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.messaging.errors import ClientIdTaken, TextMissing
from kontor.contexts.messaging.models import Conversation, Message
from kontor.contexts.messaging.queries.inbox import buyer_conversations, buyer_unread, inbox
from kontor.contexts.messaging.tests.written import Talk, fresh, make_talk
from kontor.contexts.notifications.models import Notice
from kontor.contexts.support import queries
from kontor.contexts.support.errors import (
    BuyerStillWaits,
    HeldBySomebody,
    NobodyWaits,
    NotHeld,
    OrderUnknown,
    RequestNotFound,
    TooManyOpen,
    TopicUnknown,
)
from kontor.contexts.support.models import Line, Request
from kontor.contexts.support.policy import ANSWER_WITHIN, OPEN_AT_MOST
from kontor.contexts.support.saying import Said
from kontor.contexts.support.services.answer import answer
from kontor.contexts.support.services.claim import claim
from kontor.contexts.support.services.claim_oldest import claim_oldest
from kontor.contexts.support.services.mark_read import mark_read
from kontor.contexts.support.services.open_request import open_request
from kontor.contexts.support.services.release import release
from kontor.contexts.support.services.resolve import resolve
from kontor.contexts.support.services.write import write
from kontor.kernel.clock import moved
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform import events
from kontor.platform.audit.models import AuditRow
from kontor.platform.limits import forgive

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-03")]


@pytest.fixture
def talk(db: None) -> Talk:
    return make_talk()


@pytest.fixture
def olga(db: None) -> Operator:
    return Operator(make_account(audience="operator", given_name="Olga").id)


@pytest.fixture
def ivan(db: None) -> Operator:
    return Operator(make_account(audience="operator", given_name="Ivan").id)


def asked(buyer: Buyer, text: str = "Where is my refund?", **given: object) -> Said:
    values = {"topic": "payment", "client_id": fresh(), "language": "es"} | given
    return open_request(viewer=buyer, text=text, **values)  # type: ignore[arg-type]


def row(said: Said) -> Request:
    return Request.objects.get(id=said.request_id)


def test_a_request_is_taken_answered_and_resolved(talk: Talk, olga: Operator) -> None:
    said = asked(talk.buyer)
    assert [card.id for card in queries.queue(olga)] == [said.request_id]
    assert claim_oldest(viewer=olga).id == said.request_id
    with moved(timedelta(minutes=40)):
        answer(viewer=olga, request_id=said.request_id, text="It left today.", client_id=fresh())
    found = row(said)
    assert (found.waiting_since, found.unread_buyer, found.line_count) == (None, 1, 2)
    assert found.answered_s == pytest.approx(2400, abs=5)
    assert queries.queue(olga) == []
    assert queries.unread(talk.buyer) == 1
    mark_read(viewer=talk.buyer, request_id=said.request_id, position=2)
    assert queries.unread(talk.buyer) == 0
    resolve(viewer=olga, request_id=said.request_id)
    assert row(said).state == "resolved"
    with pytest.raises(MoveRefused):
        resolve(viewer=olga, request_id=said.request_id)
    write(viewer=talk.buyer, request_id=said.request_id, text="It is not there.", client_id=fresh())
    again = row(said)
    assert (again.state, again.holder, again.resolved_at) == ("open", None, None)
    assert [card.id for card in queries.queue(olga)] == [said.request_id]
    assert [line.text for line in queries.request(talk.buyer, said.request_id).lines] == [
        "Where is my refund?", "It left today.", "It is not there.",
    ]  # fmt: skip


def test_the_longest_waiting_comes_first_and_waiting_is_measured(talk: Talk, olga: Operator, ivan: Operator) -> None:
    first, second = asked(talk.buyer), asked(talk.another_buyer(), "I cannot sign in.", topic="account")
    write(viewer=talk.buyer, request_id=first.request_id, text="Hello?", client_id=fresh())
    assert [card.id for card in queries.queue(olga)] == [first.request_id, second.request_id]
    (page,) = queries.queue(olga, size=1)
    assert [card.id for card in queries.queue(olga, after=page.key)] == [second.request_id]
    assert page.due_at == page.waiting_since + timedelta(hours=ANSWER_WITHIN.int())
    assert claim_oldest(viewer=olga).id == first.request_id
    assert claim_oldest(viewer=ivan).id == second.request_id
    with pytest.raises(NobodyWaits):
        claim_oldest(viewer=ivan)
    assert [card.id for card in queries.queue(ivan, which="mine")] == [second.request_id]
    with moved(timedelta(hours=ANSWER_WITHIN.int() + 1)):
        figures = queries.figures(olga)
        assert (figures.waiting, figures.overdue, figures.oldest) == (2, 2, row(first).waiting_since)


def test_one_person_at_a_time_answers(talk: Talk, olga: Operator, ivan: Operator) -> None:
    said = asked(talk.buyer)
    with pytest.raises(NotHeld):
        answer(viewer=olga, request_id=said.request_id, text="Yes.", client_id=fresh())
    claim(viewer=olga, request_id=said.request_id)
    claim(viewer=olga, request_id=said.request_id)
    with pytest.raises(HeldBySomebody):
        claim(viewer=ivan, request_id=said.request_id)
    for attempt in (
        lambda: release(viewer=ivan, request_id=said.request_id),
        lambda: resolve(viewer=ivan, request_id=said.request_id),
        lambda: answer(viewer=ivan, request_id=said.request_id, text="No.", client_id=fresh()),
    ):
        with pytest.raises(NotHeld):
            attempt()
    with pytest.raises(BuyerStillWaits):
        resolve(viewer=olga, request_id=said.request_id)
    release(viewer=olga, request_id=said.request_id)
    claim(viewer=ivan, request_id=said.request_id)
    assert (row(said).holder, row(said).line_count) == (ivan.account_id, 1)


def test_the_same_form_twice_is_one_request_and_one_line(talk: Talk, olga: Operator) -> None:
    client_id, line_id = fresh(), fresh()
    first = asked(talk.buyer, client_id=client_id)
    assert asked(talk.buyer, client_id=client_id) == Said(
        first.request_id, first.line_id, first.position, first.at, repeated=True
    )
    with pytest.raises(ClientIdTaken):
        asked(talk.buyer, "Other words", client_id=client_id)
    for _ in range(2):
        write(viewer=talk.buyer, request_id=first.request_id, text="Hello?", client_id=line_id)
    assert (Request.objects.count(), Line.objects.count()) == (1, 2)


def test_what_is_wrong_is_refused_and_nothing_stands(talk: Talk) -> None:
    order = talk.order()
    other = talk.another_buyer()
    with pytest.raises(TopicUnknown):
        asked(talk.buyer, topic="weather")
    with pytest.raises(TextMissing):
        asked(talk.buyer, " \u200b ")
    with pytest.raises(OrderUnknown):
        asked(other, topic="order", order_number=order.number)
    assert not Request.objects.exists()
    assert row(asked(talk.buyer, topic="order", order_number=order.number)).order_number == order.number


def test_only_so_many_are_open_at_a_time(talk: Talk) -> None:
    for _ in range(OPEN_AT_MOST.int()):
        asked(talk.buyer)
        forgive(scope="support.sent", key=str(talk.buyer.buyer_id))
    with pytest.raises(TooManyOpen):
        asked(talk.buyer)
    assert Request.objects.count() == OPEN_AT_MOST.int()


def test_stores_support_and_platform_are_kept_apart(talk: Talk, olga: Operator) -> None:
    """What is written to one kind stands in no list, count, clock or evidence of the others."""
    to_store = talk.ask("Is it dimmable?")
    before = (Conversation.objects.count(), Message.objects.count(), inbox(talk.seat), buyer_unread(talk.buyer))
    to_support = asked(talk.buyer, "The store does not answer.")
    claim(viewer=olga, request_id=to_support.request_id)
    answer(viewer=olga, request_id=to_support.request_id, text="We ask them.", client_id=fresh())
    assert (Conversation.objects.count(), Message.objects.count(), inbox(talk.seat), buyer_unread(talk.buyer)) == before
    assert [one.id for one in buyer_conversations(talk.buyer)] == [to_store.conversation_id]
    assert [one.id for one in queries.mine(talk.buyer)] == [to_support.request_id]
    with pytest.raises(RequestNotFound):
        queries.request(talk.buyer, to_store.conversation_id)
    assert not Notice.objects.filter(kind="store_message").exists()


def test_nobody_else_sees_it_and_reading_is_written_down(talk: Talk, olga: Operator) -> None:
    said, stranger = asked(talk.buyer), talk.another_buyer()
    for attempt in (
        lambda: queries.request(stranger, said.request_id),
        lambda: queries.since(stranger, said.request_id, None),
        lambda: mark_read(viewer=stranger, request_id=said.request_id, position=1),
        lambda: write(viewer=stranger, request_id=said.request_id, text="Hi", client_id=fresh()),
    ):
        with pytest.raises(RequestNotFound):
            attempt()
    assert queries.mine(stranger) == []
    claim(viewer=olga, request_id=said.request_id)
    answer(viewer=olga, request_id=said.request_id, text="We look.", client_id=fresh())
    seen = queries.request(talk.buyer, said.request_id)
    assert [(line.name, line.mine) for line in seen.lines] == [("", True), ("Kontor", False)]
    assert seen.card.holder_name == ""
    queries.request(olga, said.request_id)
    noted = AuditRow.objects.get(kind="support.request")
    assert (noted.row_id, noted.person_id) == (str(said.request_id), talk.buyer.buyer_id)


def test_a_page_that_was_offline_gets_what_it_missed(talk: Talk, olga: Operator) -> None:
    said = asked(talk.buyer)
    claim(viewer=olga, request_id=said.request_id)
    later = [
        answer(viewer=olga, request_id=said.request_id, text=text, client_id=fresh()).line_id for text in ("One", "Two")
    ]
    assert [line.id for line in queries.since(talk.buyer, said.request_id, said.line_id)] == later
    assert queries.since(talk.buyer, said.request_id, later[-1]) == []


def test_the_buyer_hears_of_an_answer_once_until_it_is_read(talk: Talk, olga: Operator) -> None:
    said = asked(talk.buyer)
    claim(viewer=olga, request_id=said.request_id)
    for text in ("One", "Two"):
        answer(viewer=olga, request_id=said.request_id, text=text, client_id=fresh())
        events.drain()
    notices = Notice.objects.filter(account_id=talk.buyer.buyer_id, kind="support_answer")
    assert [(notice.values["request"], notice.shown) for notice in notices] == [(str(said.request_id), True)]
    mark_read(viewer=talk.buyer, request_id=said.request_id, position=3)
    assert notices.get().read_at is not None


def test_lists_ask_little(talk: Talk, olga: Operator, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(8):
        asked(talk.another_buyer())
    with django_assert_num_queries(3):
        assert len(queries.queue(olga)) == 8
    with django_assert_num_queries(1):
        queries.figures(olga)
    with django_assert_num_queries(1):
        assert queries.mine(talk.buyer) == []
