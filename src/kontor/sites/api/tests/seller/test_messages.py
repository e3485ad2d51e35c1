"""Help desks read and answer by the API: the same policy, clock and log as the pages (MSG-17, SEL-31)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.integrations.models import Application, WebhookEndpoint, WebhookMessage
from kontor.contexts.integrations.signing import sealed
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.messaging import judging
from kontor.contexts.messaging.jobs import mark_due
from kontor.contexts.messaging.models import Conversation, Delivery, Message, PolicyViolation
from kontor.contexts.messaging.tests.written import RIGHTS, Talk, fresh, make_talk, strict, texts_of
from kontor.contexts.sellers.models import Seat as StoreSeat
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Seat
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.seller.conftest import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MSG-17")]
LIST, ONE = "/seller/conversations", "/seller/conversations/{conversation_id}"
BOTH = ("messages:read", "messages:write")


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    with judging.instead(judge=strict):
        yield make_talk()


def desk(talk: Talk, *scopes: str, certified: bool = True) -> Program:
    """A help desk of the lamp shop, which the clerk has connected."""
    made = Program(token(replace(talk.seat, rights=RIGHTS | {"settings.programs"}), scopes or BOTH))
    if certified:
        Application.objects.update(certification="certified")
    return made


def test_a_help_desk_lists_reads_answers_assigns_and_marks_as_read(
    talk: Talk, django_assert_max_num_queries: Any
) -> None:
    asked = talk.ask("Is the lamp dimmable?")
    me, way = desk(talk), f"/conversations/{asked.conversation_id}"
    [item] = fits(me.get("/conversations?tab=pending"), LIST)["items"]
    assert (item["id"], item["stream"], item["about"]) == (str(asked.conversation_id), "inquiry", "product")
    assert (item["number"], item["unread"], item["messages"]) == (str(talk.product.number), 1, 1)
    assert item["due_at"] is not None
    assert talk.market.account.given_name not in json.dumps(item)
    [first] = fits(me.get(f"{way}/messages"), f"{ONE}/messages")["items"]
    assert (first["author"], first["text"], first["position"]) == ("buyer", "Is the lamp dimmable?", 1)

    said = {"text": "Yes, in three steps.", "client_id": "zendesk:8311027"}
    made = fits(me.send("POST", f"{way}/messages", said), f"{ONE}/messages", "post")
    assert (made["position"], made["repeated"]) == (2, False)
    later = fits(me.get(f"{way}/messages?since={first['id']}"), f"{ONE}/messages")
    assert [(each["id"], each["author"]) for each in later["items"]] == [(made["id"], "program")]
    assert later["more"] is False
    assert fits(me.get(way), ONE)["waiting_since"] is None  # a person's answer stops the clock
    row = Message.objects.get(id=made["id"])
    assert (row.author_id, row.program_id) == (talk.clerk.id, Application.objects.get().id)

    [colleague] = fits(me.get("/colleagues"), "/seller/colleagues")
    assert colleague == {"account": str(talk.clerk.id), "name": "Lin Wei"}
    given = fits(me.send("PUT", f"{way}/assignee", {"account": colleague["account"]}), f"{ONE}/assignee", "put")
    assert given["assigned_to"] == str(talk.clerk.id)
    assert [each["id"] for each in me.get(f"/conversations?assigned_to={talk.clerk.id}").json()["items"]] == [
        item["id"]
    ]
    talk.ask("And warm white?")
    half = fits(me.send("PUT", f"{way}/read", {"position": 2}), f"{ONE}/read", "put")
    assert half["unread"] == 1  # what came meanwhile stays unread
    assert fits(me.send("PUT", f"{way}/read", {"position": 3}), f"{ONE}/read", "put")["unread"] == 0
    waits = me.send("PUT", f"{way}/resolved")
    assert fits(waits, f"{ONE}/resolved", "put")["code"] == "ERR_BUYER_WAITS"
    with django_assert_max_num_queries(4):  # the program, its use, the list, names
        me.get("/conversations")


def test_the_same_client_id_is_one_message_and_the_same_key_one_answer(talk: Talk) -> None:
    way = f"/conversations/{talk.ask().conversation_id}/messages"
    me, said = desk(talk), {"text": "Yes.", "client_id": "chatwoot:77"}
    first = me.send("POST", way, said, Idempotency_Key="once")
    again = me.send("POST", way, said, Idempotency_Key="once")
    assert (again.content, again["Idempotent-Replayed"]) == (first.content, "true")
    lost = fits(me.send("POST", way, said), f"{ONE}/messages", "post")  # the key was lost, the id was not
    assert (lost["id"], lost["repeated"]) == (first.json()["id"], True)
    other = me.send("POST", way, {**said, "text": "No."})
    assert fits(other, f"{ONE}/messages", "post")["code"] == "ERR_CLIENT_ID_TAKEN"
    assert me.send("POST", way, {**said, "text": "No."}, Idempotency_Key="once").status_code == 422
    assert me.send("POST", way, said, Idempotency_Key="").status_code == 400
    assert me.send("POST", way, {"text": "Yes.", "client_id": "short"}).json()["code"] == "ERR_CLIENT_ID_WRONG"
    assert Message.objects.count() == 2


def test_the_policy_the_log_and_the_freeze_hold_for_programs(talk: Talk) -> None:
    asked = talk.ask().conversation_id
    me, way = desk(talk), f"/conversations/{asked}/messages"
    for number in range(3):
        said = {"text": "Write to me on WhatsApp", "client_id": f"intercom-{number}"}
        refused = me.send("POST", way, said, Idempotency_Key=f"key-{number}")
        assert fits(refused, f"{ONE}/messages", "post")["code"] == "ERR_MESSAGE_BLOCKED"
        assert "WhatsApp" in refused.json()["title"] + str(refused.json()["fields"])
    assert PolicyViolation.objects.count() == 3
    log = Delivery.objects.filter(status=403).values_list("why", "program_id", "author_id")
    assert set(log) == {("policy", Application.objects.get().id, talk.clerk.id)}
    frozen = me.send("POST", way, {"text": "Sorry.", "client_id": "intercom-9"})
    assert fits(frozen, f"{ONE}/messages", "post")["code"] == "ERR_SENDING_FROZEN"
    assert [author for author, _text in texts_of(asked)] == ["buyer"]
    repeated = me.send("POST", way, {"text": "Sorry.", "client_id": "intercom-9"}, Idempotency_Key="key-0")
    assert repeated.status_code == 403  # a refusal is not remembered: the key is free


def test_what_a_machine_wrote_stops_no_clock(talk: Talk) -> None:
    asked = talk.ask().conversation_id
    said = {"text": "We answer soon.", "client_id": "robot-00001", "automatic": True}
    assert desk(talk).send("POST", f"/conversations/{asked}/messages", said).status_code == 201
    assert Conversation.objects.get(id=asked).waiting_since is not None
    assert texts_of(asked)[-1][0] == "automatic"
    away = {"text": "Write to me on WhatsApp", "client_id": "robot-00002", "automatic": True}
    assert desk(talk).send("POST", f"/conversations/{asked}/messages", away).json()["code"] == "ERR_MESSAGE_BLOCKED"
    assert PolicyViolation.objects.count() == 1  # a machine's words are those of whoever connected it


@pytest.mark.rule("MSG-11")
def test_a_machine_never_writes_twice_in_a_row(talk: Talk) -> None:
    asked = talk.ask().conversation_id
    me, way = desk(talk), f"/conversations/{asked}/messages"
    said = {"text": "We answer soon.", "client_id": "robot-00001", "automatic": True}
    more = {"text": "We really do.", "client_id": "robot-00002", "automatic": True}
    assert me.send("POST", way, said, Idempotency_Key="first").status_code == 201
    assert me.send("POST", way, said, Idempotency_Key="lost").json()["repeated"] is True
    talk.ask("Hello?")
    refused = me.send("POST", way, more, Idempotency_Key="more")
    problem = fits(refused, f"{ONE}/messages", "post")
    assert (problem["status"], problem["code"], [*problem["fields"]]) == (409, "ERR_AUTOMATIC_TWICE", ["automatic"])
    assert [author for author, _text in texts_of(asked)] == ["buyer", "automatic", "buyer"]
    assert list(Delivery.objects.filter(status=403).values_list("why", "text")) == [("automatic", "We really do.")]
    assert PolicyViolation.objects.count() == 0
    talk.answer(asked, "Here I am.")
    assert me.send("POST", way, more, Idempotency_Key="more").status_code == 201
    assert [author for author, _text in texts_of(asked)][-2:] == ["seat", "automatic"]


def test_the_store_writes_first_about_an_order(talk: Talk) -> None:
    order, way = talk.order(), "/seller/orders/{number}/messages"
    me, said = desk(talk), {"text": "It leaves today.", "client_id": "udesk:4711"}
    made = fits(me.send("POST", f"/orders/{order.number}/messages", said), way, "post")
    found = Conversation.objects.get(id=made["conversation"])
    assert (found.stream, found.subject_id, found.begun_by) == ("order_message", order.id, "store")
    assert me.send("POST", "/orders/4242424242424242/messages", said).status_code == 404


@pytest.mark.rule("SEL-31")
def test_only_a_certified_program_gets_in(talk: Talk) -> None:
    asked = talk.ask().conversation_id
    me = desk(talk, certified=False)
    for method, path in (("GET", "/conversations"), ("GET", f"/conversations/{asked}/messages")):
        assert me.send(method, path).json()["code"] == "ERR_SCOPE_MISSING"
    said = {"text": "Yes.", "client_id": fresh()}
    assert me.send("POST", f"/conversations/{asked}/messages", said).status_code == 403
    Application.objects.update(certification="certified")
    assert me.get("/conversations").status_code == 200
    Application.objects.update(certification="none")
    assert me.get("/conversations").status_code == 403
    assert Message.objects.count() == 1


def test_reading_is_not_answering_and_a_clerk_gives_no_more_than_the_own_rights(talk: Talk) -> None:
    asked = talk.ask().conversation_id
    way, said = f"/conversations/{asked}", {"text": "Yes.", "client_id": fresh()}
    reader = desk(talk, "messages:read")
    changes = (
        ("POST", "/messages", said), ("PUT", "/assignee", {"account": None}), ("PUT", "/read", {"position": 1}),
        ("PUT", "/resolved", None), ("DELETE", "/resolved", None),
    )  # fmt: skip
    for method, path, body in changes:
        assert reader.send(method, f"{way}{path}", body).json()["code"] == "ERR_SCOPE_MISSING"
    me = desk(talk)
    StoreSeat.objects.filter(account=talk.clerk).update(rights=["messages.view"])
    assert me.send("POST", f"{way}/messages", said).status_code == 403
    StoreSeat.objects.filter(account=talk.clerk).update(rights=[])
    assert me.get("/conversations").status_code == 403
    assert Message.objects.count() == 1


def test_another_stores_conversation_is_as_if_it_were_not_there(talk: Talk) -> None:
    asked, absent = talk.ask("Hidden harbour").conversation_id, new_id()
    StoreSeat.objects.create(store=talk.market.tea_house, account=talk.clerk, role="clerk", rights=sorted(RIGHTS))
    stranger = Program(token(Seat(talk.clerk.id, talk.market.tea_house.id, RIGHTS | {"settings.programs"}), BOTH))
    Application.objects.update(certification="certified")
    said = {"text": "Hello.", "client_id": fresh()}
    calls = (
        ("GET", "", None), ("GET", "/messages", None), ("POST", "/messages", said), ("PUT", "/resolved", None),
        ("PUT", "/assignee", {"account": None}), ("PUT", "/read", {"position": 1}), ("DELETE", "/resolved", None),
    )  # fmt: skip
    for method, path, body in calls:
        theirs, none = (stranger.send(method, f"/conversations/{each}{path}", body) for each in (asked, absent))
        assert (theirs.status_code, none.status_code) == (404, 404)
        assert theirs.json()["code"] == none.json()["code"] == "ERR_CONVERSATION_NOT_FOUND"
    assert fits(stranger.get("/conversations"), LIST)["items"] == []
    assert Message.objects.count() == 1


def test_pages_go_on_by_key_and_messages_by_the_last_one(talk: Talk) -> None:
    for about in (talk.product.number, None):
        given = {"product_number": about, "store_id": None if about else talk.store.id}
        asked = talk.ask("One?", **given)
    me, seen, after = desk(talk), list[str](), ""
    for _ in range(2):
        body = fits(me.get(f"/conversations?size=1&after={after}"), LIST)
        seen, after = seen + [item["id"] for item in body["items"]], body["next"]
    assert (len(set(seen)), after) == (2, None)
    for number in range(4):
        talk.answer(asked.conversation_id, f"Answer {number}")
    way, texts, since, more = f"/conversations/{asked.conversation_id}/messages", list[str](), "", True
    while more:
        body = fits(me.get(f"{way}?size=2{since}"), f"{ONE}/messages")
        texts, more = texts + [item["text"] for item in body["items"]], body["more"]
        since = f"&since={body['items'][-1]['id']}"
    assert texts == ["One?", *(f"Answer {number}" for number in range(4))]
    assert fits(me.get(f"{way}?size=2{since}"), f"{ONE}/messages")["items"] == []


def _endpoint(talk: Talk, application: Application | None, *types: str) -> None:
    identity = new_id()
    WebhookEndpoint.objects.create(
        id=identity, store_id=talk.store.id, url="https://desk.example/", state="active", types=list(types),
        sealed=sealed("whsec_" + "c" * 32, identity), created_by=talk.clerk.id, application=application,
    )  # fmt: skip


@pytest.mark.rule("SEL-30")
def test_a_help_desk_is_told_of_messages_and_of_what_nobody_answered(talk: Talk, settle: Callable[[], None]) -> None:
    desk(talk)
    _endpoint(talk, Application.objects.get(), "message.received", "message.sent", "conversation.unanswered")
    asked = talk.ask("A secret question")
    settle()
    with clock.moved(timedelta(hours=25)):
        mark_due()
        settle()
        answered = talk.answer(asked.conversation_id, "A secret answer")
        settle()
    told = [json.loads(body) for body in WebhookMessage.objects.order_by("id").values_list("body", flat=True)]
    assert [each["type"] for each in told] == ["message.received", "conversation.unanswered", "message.sent"]
    href = f"/api/v1/seller/conversations/{asked.conversation_id}"
    assert told[0]["data"] == {
        "conversation": str(asked.conversation_id), "message": str(asked.message_id), "stream": "inquiry",
        "author": "buyer", "href": href,
    }  # fmt: skip
    assert told[1]["data"] == {
        "conversation": str(asked.conversation_id), "message": str(asked.message_id), "href": href,
    }  # fmt: skip
    assert told[2]["data"]["message"] == str(answered.message_id)
    assert "secret" not in json.dumps(told)


@pytest.mark.rule("SEL-31")
def test_a_program_that_may_not_read_messages_is_not_told_of_them(talk: Talk, settle: Callable[[], None]) -> None:
    me = desk(talk, "webhooks:manage", certified=False)
    StoreSeat.objects.filter(account=talk.clerk).update(rights=[*RIGHTS, "settings.programs"])
    asked = {"url": "https://erp.example/hook", "types": ["message.received"]}
    refused = fits(me.send("POST", "/webhooks", asked), "/seller/webhooks", "post")
    assert refused["code"] == "ERR_SCOPE_MISSING"
    _endpoint(talk, Application.objects.get())  # it asked for everything
    talk.ask()
    settle()
    assert not WebhookMessage.objects.filter(type="message.received").exists()
    Application.objects.update(certification="certified")  # but the seller has not allowed it to read them
    talk.ask("And now?")
    settle()
    assert not WebhookMessage.objects.filter(type="message.received").exists()
