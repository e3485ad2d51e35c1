"""Facts of stores become messages to the programs that asked for them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from kontor.contexts.integrations.endpoints import start
from kontor.contexts.integrations.models import EndpointState, Grant, WebhookDelivery, WebhookEndpoint, WebhookMessage
from kontor.contexts.integrations.rules.webhooks import OF_MESSAGES, wants
from kontor.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Told:
    """A fact for programs.

    Attributes:
        type: a name of `rules.webhooks.TYPES`.
        subject: what it is about; messages about one subject arrive in their order.
        data: plain values; nothing that the store's own pages would not show (ACC-40).
    """

    store_id: UUID
    type: str
    subject: str
    data: Mapping[str, Any]
    at: datetime | None = None


def queue_messages(*, told: Sequence[Told], only: UUID | None = None) -> None:
    """Write a message for each fact that somebody wants to hear, a delivery for each who does, and start their sending.

    Args:
        only: this endpoint alone, whatever it asked for (a test).
    """
    endpoints: dict[UUID, list[WebhookEndpoint]] = defaultdict(list)
    active = WebhookEndpoint.objects.filter(store_id__in={one.store_id for one in told}, state=EndpointState.ACTIVE)
    for endpoint in active.annotate(reads_messages=_reads_messages()).defer("sealed", "sealed_before"):
        if only is None or endpoint.id == only:
            endpoints[endpoint.store_id].append(endpoint)
    messages, deliveries = [], []
    for one in told:
        takers = [each for each in endpoints[one.store_id] if only is not None or _hears(each, one.type)]
        if not takers:
            continue
        message = _message(one)
        messages.append(message)
        deliveries += [_delivery(message, each) for each in takers]
    if not messages:
        return
    with transaction.atomic():
        WebhookMessage.objects.bulk_create(messages)
        WebhookDelivery.objects.bulk_create(deliveries)
        start({each.endpoint_id for each in deliveries})


def _reads_messages() -> Exists:
    """Whether somebody of the store lets the program that made the endpoint read messages, as a certified one."""
    grants = Grant.objects.filter(
        application_id=OuterRef("application_id"), store_id=OuterRef("store_id"), application__state="active",
        application__certification="certified", opened_at__isnull=False, ended_at__isnull=True, expires_at__gt=now(),
        scopes__contains=["messages:read"],
    )  # fmt: skip
    return Exists(grants)


def _hears(endpoint: WebhookEndpoint, name: str) -> bool:
    if name in OF_MESSAGES and endpoint.application_id is not None and not endpoint.__dict__["reads_messages"]:
        return False
    return wants(endpoint.types, name)


def _message(told: Told) -> WebhookMessage:
    at = told.at or now()
    body = {"type": told.type, "timestamp": at.isoformat().replace("+00:00", "Z"), "data": dict(told.data)}
    return WebhookMessage(
        store_id=told.store_id,
        type=told.type,
        subject=told.subject,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        created_at=now(),
    )


def _delivery(message: WebhookMessage, endpoint: WebhookEndpoint) -> WebhookDelivery:
    return WebhookDelivery(
        store_id=message.store_id,
        endpoint_id=endpoint.id,
        message_id=message.id,
        subject=message.subject,
        type=message.type,
        next_at=now(),
        created_at=now(),
    )
