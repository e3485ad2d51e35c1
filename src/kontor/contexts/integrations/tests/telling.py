"""Facts, and what became of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from kontor.contexts.integrations.models import WebhookDelivery
from kontor.contexts.integrations.services.add_endpoint import Added, add_endpoint
from kontor.contexts.integrations.tests.receiver import Receiver
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def tell(owner: Seat, fact: type, number: int = 4071226039958617, order_id: UUID | None = None) -> None:
    """An order's fact, as a service records it."""
    record(
        fact(key=owner.store_id, store_id=owner.store_id, order_id=order_id or uuid4(), buyer_id=uuid4(), number=number)
    )


def added(owner: Seat, program: Receiver, **given: Any) -> Added:
    return add_endpoint(seat=owner, url=program.url, **given)


def one(endpoint_id: UUID) -> WebhookDelivery:
    return WebhookDelivery.objects.get(endpoint_id=endpoint_id)
