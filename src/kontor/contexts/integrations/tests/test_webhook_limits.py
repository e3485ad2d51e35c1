"""Webhooks: who may, what is refused, how much it costs (SEL-30)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kontor.contexts.integrations.errors import (
    DeliveryNotFound,
    EndpointNotFound,
    TooManyEndpoints,
    TypesUnknown,
    UrlRefused,
)
from kontor.contexts.integrations.models import WebhookDelivery, WebhookEndpoint, WebhookMessage, WebhookTry
from kontor.contexts.integrations.policy import KEPT, MOST_ENDPOINTS
from kontor.contexts.integrations.queries import webhooks as queries
from kontor.contexts.integrations.services.add_endpoint import add_endpoint
from kontor.contexts.integrations.services.change_endpoint import change_endpoint
from kontor.contexts.integrations.services.change_secret import change_secret
from kontor.contexts.integrations.services.forget_messages import forget_messages
from kontor.contexts.integrations.services.queue_messages import Told, queue_messages
from kontor.contexts.integrations.services.remove_endpoint import remove_endpoint
from kontor.contexts.integrations.services.replay import replay
from kontor.contexts.integrations.services.send_test import send_test
from kontor.contexts.integrations.tests.receiver import Receiver
from kontor.contexts.integrations.tests.telling import added, tell
from kontor.contexts.orders.events import OrderPaid
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel import clock
from kontor.kernel.viewer import Seat

pytestmark = pytest.mark.django_db(transaction=True)


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
