"""What waits for one endpoint is sent: in order within a subject, several subjects at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import signing
from kontor.contexts.integrations.models import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)
from kontor.contexts.integrations.policy import DISABLE_AFTER, PATIENCE
from kontor.contexts.integrations.queries.access import in_force
from kontor.contexts.integrations.rules.webhooks import SOON, took_it, wait_after, wants_no_more
from kontor.contexts.integrations.services.disable_endpoint import disable_endpoint
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform import outward
from kontor.platform.database.rows import Rows
from kontor.platform.jobs import enqueue

AT_ONCE = 8  # calls to one endpoint at the same time, each about another subject
_ROUNDS = 25  # batches of one run; then others have their turn
_CLOCK = System("webhooks")

# The first of each subject that is still waiting, when its time has come: an earlier one that waits for its next try
# holds back those behind it.
_DUE: Rows[WebhookDelivery] = Rows(
    WebhookDelivery,
    """JOIN (
        SELECT DISTINCT ON (subject) id, next_at FROM integrations_webhookdelivery
        WHERE endpoint_id = %s AND state = 'waiting' ORDER BY subject, id
    ) AS first ON first.id = t.id
    WHERE t.store_id = %s AND first.next_at <= %s ORDER BY t.id LIMIT %s""",
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What became of one call."""

    delivery: WebhookDelivery
    at: datetime
    status: int | None
    problem: str
    excerpt: str
    retry_after: int | None
    milliseconds: int

    @property
    def taken(self) -> bool:
        return self.status is not None and took_it(self.status)


def send_due(*, endpoint_id: UUID) -> int:
    """Send what is due for the endpoint, until nothing is or others should have their turn.

    Nothing is held while the other side is waited for: a killed process leaves deliveries waiting, and the receiver
    tells a repeated one by its id.

    Returns:
        How many calls were made.
    """
    calls = 0
    for _ in range(_ROUNDS):
        endpoint = WebhookEndpoint.objects.filter(id=endpoint_id, state=EndpointState.ACTIVE).first()
        if endpoint is None or not (batch := _DUE(endpoint.id, endpoint.store_id, now(), AT_ONCE)):
            return calls
        if endpoint.application_id and not in_force(endpoint.application_id, endpoint.store_id):
            disable_endpoint(by=_CLOCK, endpoint_id=endpoint.id, why="grant")
            return calls
        calls += len(batch)
        _write_down(endpoint, _call_all(endpoint, batch))
    enqueue("integrations.send_webhooks", key=f"{endpoint_id}:now", endpoint_id=endpoint_id)
    return calls


def _call_all(endpoint: WebhookEndpoint, batch: Sequence[WebhookDelivery]) -> list[_Said]:
    bodies = dict(
        WebhookMessage.objects.filter(
            store_id=endpoint.store_id, id__in=[each.message_id for each in batch]
        ).values_list("id", "body")
    )
    keys = _keys(endpoint)
    patience = PATIENCE.int()
    at = now()

    def call(delivery: WebhookDelivery) -> _Said:
        body = bodies[delivery.message_id]
        headers = signing.headers(message_id=delivery.message_id, at=at, body=body, keys=keys)
        try:
            answer = outward.post(endpoint.url, body=body.encode(), headers=headers, patience=patience)
        except outward.Unreachable as problem:
            return _Said(delivery, at, None, problem.why, "", None, problem.milliseconds)
        return _Said(delivery, at, answer.status, "", answer.excerpt, answer.retry_after, answer.milliseconds)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        return list(threads.map(call, batch))


def _keys(endpoint: WebhookEndpoint) -> list[str]:
    keys = [signing.opened(endpoint.sealed, endpoint.id)]
    if endpoint.sealed_before is not None and endpoint.before_until and endpoint.before_until > now():
        keys.append(signing.opened(endpoint.sealed_before, endpoint.id))
    return keys


def _write_down(endpoint: WebhookEndpoint, outcome: Sequence[_Said]) -> None:
    with transaction.atomic():
        locked = WebhookEndpoint.objects.select_for_update().filter(id=endpoint.id).first()
        if locked is None:
            return
        for said in outcome:
            _settle(said)
        WebhookTry.objects.bulk_create(
            WebhookTry(
                store_id=endpoint.store_id, delivery_id=said.delivery.id, at=said.at, status=said.status,
                problem=said.problem, excerpt=said.excerpt, milliseconds=said.milliseconds,
            )
            for said in outcome
        )  # fmt: skip
        _judge(locked, outcome)


def _settle(said: _Said) -> None:
    delivery, moment = said.delivery, now()
    delivery.tries += 1
    delivery.last_status, delivery.last_problem = said.status, said.problem
    if said.taken:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, moment
    else:
        draw = secrets.randbelow(1000) / 1000
        wait = wait_after(delivery.tries, asked=said.retry_after, draw=draw)
        if wait is None:
            delivery.state = DeliveryState.FAILED
        else:
            delivery.next_at = moment + timedelta(seconds=wait)
            if wait <= SOON:
                enqueue("integrations.send_webhooks", at=delivery.next_at, endpoint_id=delivery.endpoint_id)
    WebhookDelivery.objects.filter(store_id=delivery.store_id, id=delivery.id).update(
        tries=delivery.tries, last_status=delivery.last_status, last_problem=delivery.last_problem,
        state=delivery.state, delivered_at=delivery.delivered_at, next_at=delivery.next_at,
    )  # fmt: skip


def _judge(endpoint: WebhookEndpoint, outcome: Sequence[_Said]) -> None:
    """All is well after one success; days of failure, or the word that the address is gone, end it."""
    if any(said.status is not None and wants_no_more(said.status) for said in outcome):
        disable_endpoint(by=_CLOCK, endpoint_id=endpoint.id, why="gone")
    elif any(said.taken for said in outcome):
        if endpoint.failing_since is not None:
            WebhookEndpoint.objects.filter(id=endpoint.id).update(failing_since=None)
    elif endpoint.failing_since is None:
        WebhookEndpoint.objects.filter(id=endpoint.id).update(failing_since=now())
    elif now() - endpoint.failing_since >= timedelta(days=DISABLE_AFTER.int()):
        disable_endpoint(by=_CLOCK, endpoint_id=endpoint.id, why="failing")
