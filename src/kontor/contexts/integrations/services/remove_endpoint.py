"""An endpoint goes, with what was sent to it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.errors import EndpointNotFound
from kontor.contexts.integrations.models import WebhookDelivery, WebhookEndpoint
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def remove_endpoint(*, seat: Seat, endpoint_id: UUID) -> None:
    """Take it away; its tries and messages age out by themselves.

    Raises:
        RightMissing: without `settings.programs`.
        EndpointNotFound: absent, or another store's.
    """
    require(seat, "settings.programs")
    with transaction.atomic():
        gone, _ = WebhookEndpoint.objects.filter(id=endpoint_id, store_id=seat.store_id).delete()
        if not gone:
            raise EndpointNotFound
        WebhookDelivery.objects.filter(store_id=seat.store_id, endpoint_id=endpoint_id).delete()
