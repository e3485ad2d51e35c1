"""Webhooks: switched off after days, gone, never led astray, secrets changed (SEL-30)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from kontor.contexts.integrations.errors import (
    EndpointOff,
)
from kontor.contexts.integrations.models import WebhookEndpoint
from kontor.contexts.integrations.policy import DISABLE_AFTER, OLD_SECRET
from kontor.contexts.integrations.queries import webhooks as queries
from kontor.contexts.integrations.services.add_endpoint import add_endpoint
from kontor.contexts.integrations.services.change_endpoint import change_endpoint
from kontor.contexts.integrations.services.change_secret import change_secret
from kontor.contexts.integrations.services.replay import replay
from kontor.contexts.integrations.services.send_due import send_due
from kontor.contexts.integrations.services.send_test import send_test
from kontor.contexts.integrations.tests.receiver import Receiver, receiver
from kontor.contexts.integrations.tests.telling import added, one, tell
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.events import OrderFrozen, OrderPaid
from kontor.kernel import clock
from kontor.kernel.viewer import Seat

pytestmark = pytest.mark.django_db(transaction=True)


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
