"""What was sent is sent again, by hand."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.endpoints import active, start
from kontor.contexts.integrations.errors import DeliveryNotFound
from kontor.contexts.integrations.models import DeliveryState, WebhookDelivery
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat

_AT_ONCE = 1000  # deliveries that one click sends again


def replay(*, seat: Seat, endpoint_id: UUID, delivery_id: UUID | None = None) -> int:
    """Send one delivery again, or all that were given up. The message keeps its id: receivers tell a repeat by it.

    Returns:
        How many are on their way again.

    Raises:
        RightMissing: without `settings.programs`.
        EndpointNotFound, DeliveryNotFound: absent, or another store's.
        EndpointOff: switch it on first.
    """
    require(seat, "settings.programs")
    with transaction.atomic():
        active(seat, endpoint_id)
        chosen = WebhookDelivery.objects.filter(store_id=seat.store_id, endpoint_id=endpoint_id)
        if delivery_id is not None:
            chosen = chosen.filter(id=delivery_id).exclude(state=DeliveryState.WAITING)
        else:
            chosen = chosen.filter(state=DeliveryState.FAILED, replayed=False)
        rows = list(chosen.select_for_update().order_by("id")[:_AT_ONCE])
        if not rows and delivery_id is not None:
            raise DeliveryNotFound
        again = [_again(row) for row in rows]
        WebhookDelivery.objects.bulk_create(again)
        WebhookDelivery.objects.filter(store_id=seat.store_id, id__in=[row.id for row in rows]).update(replayed=True)
        if again:
            start({endpoint_id})
    return len(again)


def _again(row: WebhookDelivery) -> WebhookDelivery:
    return WebhookDelivery(
        store_id=row.store_id, endpoint_id=row.endpoint_id, message_id=row.message_id, subject=row.subject,
        type=row.type, replay_of=row.id, next_at=now(), created_at=now(),
    )  # fmt: skip
