"""Webhooks: signed, in order, tried again, sent again by hand (SEL-30), over real HTTP."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from kontor.contexts.integrations.models import WebhookDelivery, WebhookMessage
from kontor.contexts.integrations.queries import webhooks as queries
from kontor.contexts.integrations.rules.webhooks import WAITS
from kontor.contexts.integrations.services.replay import replay
from kontor.contexts.integrations.services.send_due import send_due
from kontor.contexts.integrations.tests.receiver import Receiver
from kontor.contexts.integrations.tests.telling import added, one, tell
from kontor.contexts.orders.events import OrderFrozen, OrderPaid, OrderPartlyShipped
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.kernel import clock
from kontor.kernel.viewer import Seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.rule("SEL-30")
def test_a_fact_arrives_signed_and_leads_to_nobody(owner: Seat, program: Receiver, settle: Callable[[], None]) -> None:
    made = added(owner, program)
    tell(owner, OrderPaid)
    settle()
    [(headers, body)] = program.taken
    assert Webhook(made.secret).verify(body, headers) == json.loads(body)
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.new(base64.b64decode(made.secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()
    told = json.loads(body)
    assert told["type"] == "order.paid"
    assert told["data"] == {"order": "4071226039958617", "href": "/api/v1/seller/orders/4071226039958617"}
    found = one(made.endpoint_id)
    assert (found.state, found.tries, found.last_status) == ("delivered", 1, 200)
    with pytest.raises(WebhookVerificationError):
        Webhook(made.secret).verify(body.replace(b"paid", b"sold"), headers)


@pytest.mark.rule("SEL-30")
def test_only_what_was_asked_for_and_only_of_the_own_store(
    owner: Seat, program: Receiver, settle: Callable[[], None]
) -> None:
    added(owner, program, types=["order.frozen"])
    tell(owner, OrderPaid)
    tell(owner, OrderFrozen)
    tell(owner_seat(store()), OrderFrozen)
    settle()
    assert [json.loads(body)["type"] for body in program.bodies] == ["order.frozen"]
    assert WebhookMessage.objects.count() == 1


@pytest.mark.rule("SEL-30")
def test_within_an_order_nothing_overtakes_and_others_do_not_wait(
    owner: Seat, program: Receiver, settle: Callable[[], None]
) -> None:
    made = added(owner, program)
    program.says = [500]
    tell(owner, OrderPaid, number=1)
    settle()
    tell(owner, OrderPartlyShipped, number=1)
    tell(owner, OrderFrozen, number=1)
    tell(owner, OrderPaid, number=2)
    settle()

    def arrived() -> list[tuple[str, str]]:
        bodies = [json.loads(body) for body in program.bodies[1:]]
        return [(body["data"]["order"], body["type"]) for body in bodies]

    assert arrived() == [("2", "order.paid")]
    with clock.moved(timedelta(seconds=WAITS[0] + 1)):
        settle()
    assert arrived() == [
        ("2", "order.paid"), ("1", "order.paid"), ("1", "order.partly_shipped"), ("1", "order.frozen")
    ]  # fmt: skip
    assert {row.state for row in WebhookDelivery.objects.filter(endpoint_id=made.endpoint_id)} == {"delivered"}


@pytest.mark.rule("SEL-30")
def test_it_is_tried_by_the_schedule_then_given_up_and_can_be_sent_again(
    owner: Seat, program: Receiver, settle: Callable[[], None]
) -> None:
    made = added(owner, program)
    program.says = [503] * (len(WAITS) + 1)
    tell(owner, OrderPaid)
    settle()
    passed = 0
    for wait in WAITS:
        early, late = passed + wait - 1, passed + wait + wait // 10 + 1
        calls = len(program.taken)
        with clock.moved(timedelta(seconds=early)):
            send_due(endpoint_id=made.endpoint_id)
        assert len(program.taken) == calls
        with clock.moved(timedelta(seconds=late)):
            send_due(endpoint_id=made.endpoint_id)
        assert len(program.taken) == calls + 1
        passed = late
    found = one(made.endpoint_id)
    assert (found.state, found.tries, found.last_status) == ("failed", len(WAITS) + 1, 503)
    first = program.taken[0][0]["webhook-id"]
    assert {headers["webhook-id"] for headers, _ in program.taken} == {first}
    assert replay(seat=owner, endpoint_id=made.endpoint_id) == 1
    assert replay(seat=owner, endpoint_id=made.endpoint_id) == 0
    settle()
    assert program.taken[-1][0]["webhook-id"] == first
    again = WebhookDelivery.objects.get(endpoint_id=made.endpoint_id, state="delivered")
    assert again.replay_of == found.id
    shown, body, tries = queries.delivery(owner, made.endpoint_id, found.id)
    assert (shown.replayed, len(tries), body.encode()) == (True, len(WAITS) + 1, program.bodies[0])
    assert tries[0].excerpt == "thank you <b>very</b> much"


@pytest.mark.rule("SEL-30")
def test_the_receiver_may_ask_for_more_time(owner: Seat, program: Receiver, settle: Callable[[], None]) -> None:
    made = added(owner, program)
    program.says, program.headers = [429], {"Retry-After": "900"}
    started = clock.now()
    tell(owner, OrderPaid)
    settle()
    assert one(made.endpoint_id).next_at >= started + timedelta(seconds=900)
