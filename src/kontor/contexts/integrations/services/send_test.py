"""A message of one's own, to see whether it arrives."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.endpoints import active
from kontor.contexts.integrations.services.queue_messages import Told, queue_messages
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def send_test(*, seat: Seat, endpoint_id: UUID) -> None:
    """Send a message of the type `webhook.test`, so that one sees whether it arrives.

    Raises:
        RightMissing, EndpointNotFound, EndpointOff: as `replay`.
    """
    require(seat, "settings.programs")
    with transaction.atomic():
        active(seat, endpoint_id)
        told = Told(seat.store_id, "webhook.test", f"test:{endpoint_id}", {"endpoint": str(endpoint_id)})
        queue_messages(told=[told], only=endpoint_id)
