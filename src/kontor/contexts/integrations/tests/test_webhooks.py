"""Webhooks: signed, in order, tried again, sent again by hand (SEL-30), over real HTTP."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from kontor.contexts.integrations.errors import (
    DeliveryNotFound,
    EndpointNotFound,
    EndpointOff,
    TooManyEndpoints,
    TypesUnknown,
    UrlRefused,
)
from kontor.contexts.integrations.models import WebhookDelivery, WebhookEndpoint, WebhookMessage, WebhookTry
from kontor.contexts.integrations.policy import DISABLE_AFTER, KEPT, MOST_ENDPOINTS, OLD_SECRET
from kontor.contexts.integrations.queries import webhooks as queries
from kontor.contexts.integrations.rules.webhooks import WAITS
from kontor.contexts.integrations.services.add_endpoint import Added, add_endpoint
from kontor.contexts.integrations.services.change_endpoint import change_endpoint
from kontor.contexts.integrations.services.change_secret import change_secret
from kontor.contexts.integrations.services.forget_messages import forget_messages
from kontor.contexts.integrations.services.queue_messages import Told, queue_messages
from kontor.contexts.integrations.services.remove_endpoint import remove_endpoint
from kontor.contexts.integrations.services.replay import replay
from kontor.contexts.integrations.services.send_due import send_due
from kontor.contexts.integrations.services.send_test import send_test
from kontor.contexts.integrations.tests.receiver import Receiver, receiver
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.events import OrderFrozen, OrderPaid, OrderPartlyShipped
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel import clock
from kontor.kernel.viewer import Seat
from kontor.platform.events import record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(settings: Any) -> Iterator[Receiver]:
    settings.KONTOR = settings.KONTOR.model_copy(update={"webhook_networks": "127.0.0.0/8"})
    with receiver() as running:
        yield running


@pytest.fixture
def owner() -> Seat:
    return owner_seat(store())


def tell(owner: Seat, fact: type, number: int = 4071226039958617, order_id: UUID | None = None) -> None:
    """An order's fact, as a service records it."""
    record(
        fact(key=owner.store_id, store_id=owner.store_id, order_id=order_id or uuid4(), buyer_id=uuid4(), number=number)
    )


def added(owner: Seat, program: Receiver, **given: Any) -> Added:
    return add_endpoint(seat=owner, url=program.url, **given)


def one(endpoint_id: UUID) -> WebhookDelivery:
    return WebhookDelivery.objects.get(endpoint_id=endpoint_id)


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


@pytest.mark.rule("SEL-30")
def test_days_of_failure_switch_it_off_and_one_success_forgives(
    owner: Seat, program: Receiver, settle: Callable[[], None]
) -> None:
    made = added(owner, program)
    program.says = [500]
    tell(owner, OrderPaid, number=1)
    settle()
    assert WebhookEndpoint.objects.get().failing_since is not None
    with clock.moved(timedelta(seconds=60)):
        settle()
        assert WebhookEndpoint.objects.get().failing_since is None
        program.says = [500, 500]
        tell(owner, OrderPaid, number=2)
        settle()
    with clock.moved(timedelta(seconds=120, days=DISABLE_AFTER.int())):
        tell(owner, OrderPaid, number=3)
        send_due(endpoint_id=made.endpoint_id)
        found = queries.endpoint(owner, made.endpoint_id)
        assert (found.active, found.why_disabled, found.failed) == (False, "failing", 1)
        settle()
        [notice] = Notice.objects.filter(kind="webhook_disabled")
        assert notice.account_id == owner.account_id
        calls = len(program.taken)
        tell(owner, OrderPaid, number=4)
        settle()
        assert len(program.taken) == calls
        with pytest.raises(EndpointOff):
            replay(seat=owner, endpoint_id=made.endpoint_id)
        change_endpoint(seat=owner, endpoint_id=made.endpoint_id, url=program.url)
        assert replay(seat=owner, endpoint_id=made.endpoint_id) == 1
        settle()
        assert len(program.taken) == calls + 1


@pytest.mark.rule("SEL-30")
def test_gone_is_gone(owner: Seat, program: Receiver, settle: Callable[[], None]) -> None:
    made = added(owner, program)
    program.says = [410]
    tell(owner, OrderPaid)
    settle()
    assert queries.endpoint(owner, made.endpoint_id).why_disabled == "gone"
    assert one(made.endpoint_id).state == "failed"


@pytest.mark.rule("SEL-30")
def test_a_redirect_is_not_followed(owner: Seat, program: Receiver, settle: Callable[[], None]) -> None:
    made = added(owner, program)
    with receiver() as inside:
        program.says, program.headers = [302], {"Location": inside.url}
        tell(owner, OrderPaid)
        settle()
        assert inside.taken == []
    assert one(made.endpoint_id).last_status == 302


@pytest.mark.rule("SEL-30")
def test_a_changed_secret_signs_beside_the_old_one_for_a_while(
    owner: Seat, program: Receiver, settle: Callable[[], None]
) -> None:
    made = added(owner, program)
    fresh = change_secret(seat=owner, endpoint_id=made.endpoint_id)
    assert fresh != made.secret
    tell(owner, OrderPaid)
    settle()
    headers, body = program.taken[0]
    for secret in (made.secret, fresh):
        Webhook(secret).verify(body, headers)
    with clock.moved(timedelta(hours=OLD_SECRET.int() + 1)):
        tell(owner, OrderFrozen)
        settle()
    assert len(program.taken[1][0]["webhook-signature"].split(" ")) == 1
    kept = WebhookEndpoint.objects.get()
    assert fresh.encode() not in bytes(kept.sealed)


def test_a_test_message_goes_to_the_one_endpoint(owner: Seat, program: Receiver, settle: Callable[[], None]) -> None:
    made = added(owner, program, types=["order.paid"])
    with receiver() as other:
        add_endpoint(seat=owner, url=other.url)
        send_test(seat=owner, endpoint_id=made.endpoint_id)
        settle()
        assert other.taken == []
    assert [json.loads(body)["type"] for body in program.bodies] == ["webhook.test"]


@pytest.mark.rule("SEL-03", "SEL-30")
def test_without_the_right_nothing_is_seen_or_changed(owner: Seat, program: Receiver) -> None:
    made = added(owner, program)
    shop = store()
    clerk, stranger = seat(shop), owner_seat(shop)
    for attempt in (
        lambda: add_endpoint(seat=clerk, url=program.url),
        lambda: change_endpoint(seat=clerk, endpoint_id=made.endpoint_id, url=program.url),
        lambda: change_secret(seat=clerk, endpoint_id=made.endpoint_id),
        lambda: remove_endpoint(seat=clerk, endpoint_id=made.endpoint_id),
        lambda: replay(seat=clerk, endpoint_id=made.endpoint_id),
        lambda: send_test(seat=clerk, endpoint_id=made.endpoint_id),
        lambda: queries.endpoints(clerk),
        lambda: queries.deliveries(clerk, made.endpoint_id),
    ):
        with pytest.raises(RightMissing):
            attempt()
    for attempt in (
        lambda: change_endpoint(seat=stranger, endpoint_id=made.endpoint_id, url=program.url),
        lambda: change_secret(seat=stranger, endpoint_id=made.endpoint_id),
        lambda: remove_endpoint(seat=stranger, endpoint_id=made.endpoint_id),
        lambda: replay(seat=stranger, endpoint_id=made.endpoint_id),
        lambda: send_test(seat=stranger, endpoint_id=made.endpoint_id),
        lambda: queries.endpoint(stranger, made.endpoint_id),
    ):
        with pytest.raises(EndpointNotFound):
            attempt()
    with pytest.raises(DeliveryNotFound):
        queries.delivery(stranger, made.endpoint_id, uuid4())
    assert queries.endpoints(stranger) == []
    assert WebhookEndpoint.objects.get().id == made.endpoint_id


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.com/", "form"),
        ("https://user:word@example.com/", "form"),
        ("https:///nowhere", "form"),
        ("https://example.com:99999/", "form"),
        ("http://example.com/hook", "tls"),
        ("https://127.0.0.1/hook", "inside"),
        ("https://[::1]/hook", "inside"),
        ("https://[::ffff:10.0.0.1]/hook", "inside"),
        ("https://169.254.169.254/latest/meta-data/", "inside"),
        ("https://[64:ff9b::a00:1]/", "inside"),
    ],
)
def test_addresses_that_are_refused(owner: Seat, url: str, why: str) -> None:
    with pytest.raises(UrlRefused) as refused:
        add_endpoint(seat=owner, url=url)
    assert (refused.value.why, refused.value.field) == (why, "url")
    assert WebhookEndpoint.objects.count() == 0


def test_limits_of_the_form(owner: Seat) -> None:
    with pytest.raises(TypesUnknown):
        add_endpoint(seat=owner, url="https://example.com/", types=["order.eaten"])
    for _ in range(MOST_ENDPOINTS.int()):
        add_endpoint(seat=owner, url="https://example.com/")
    with pytest.raises(TooManyEndpoints):
        add_endpoint(seat=owner, url="https://example.com/")
    assert WebhookEndpoint.objects.count() == MOST_ENDPOINTS.int()


def test_where_nobody_listens_one_statement_is_made(owner: Seat, django_assert_max_num_queries: Any) -> None:
    from kontor.contexts.integrations.reactions import tell_of_orders

    facts = [
        OrderPaid(key=owner.store_id, store_id=owner.store_id, order_id=uuid4(), buyer_id=uuid4(), number=number)
        for number in range(50)
    ]
    with django_assert_max_num_queries(2):
        tell_of_orders(facts)
    assert WebhookMessage.objects.count() == 0


def test_a_page_of_deliveries_is_one_query(owner: Seat, program: Receiver, django_assert_num_queries: Any) -> None:
    made = added(owner, program)
    told = [Told(owner.store_id, "order.paid", f"order:{n}", {"order": str(n)}) for n in range(60)]
    queue_messages(told=told)
    with django_assert_num_queries(1):
        first = queries.deliveries(owner, made.endpoint_id)
    second = queries.deliveries(owner, made.endpoint_id, before=first[-1].id)
    assert len(first) == len(second) == queries.PAGE
    assert first[-1].id > second[0].id
    assert queries.deliveries(owner, made.endpoint_id, state="failed") == []


def test_old_messages_go_and_young_ones_stay(owner: Seat, program: Receiver, settle: Callable[[], None]) -> None:
    made = added(owner, program)
    tell(owner, OrderPaid)
    settle()
    with clock.moved(timedelta(days=KEPT.int(), seconds=-60)):
        assert forget_messages() == 0
    with clock.moved(timedelta(days=KEPT.int() + 1)):
        assert forget_messages() == 3
    assert not WebhookDelivery.objects.filter(endpoint_id=made.endpoint_id).exists()
    assert not WebhookTry.objects.exists()
