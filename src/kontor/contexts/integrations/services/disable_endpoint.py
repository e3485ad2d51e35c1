"""An endpoint gets no more messages, by a person's word or because it has failed for days."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.errors import EndpointNotFound
from kontor.contexts.integrations.models import DeliveryState, EndpointState, WebhookDelivery, WebhookEndpoint
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.queries import members_with, require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat, System


def disable_endpoint(*, by: Seat | System, endpoint_id: UUID, why: str = "person") -> None:
    """Stop sending; what waits is given up and can be sent again by hand. Doing it twice changes nothing.

    Args:
        why: "person", "grant" (what its program was allowed has ended), "failing" or "gone"; for the last two
            the store's people are told.

    Raises:
        EndpointNotFound: absent, or another store's.
        RightMissing: without `settings.programs`.
    """
    if isinstance(by, Seat):
        require(by, "settings.programs")
    with transaction.atomic():
        found = WebhookEndpoint.objects.select_for_update().filter(id=endpoint_id)
        endpoint = (found.filter(store_id=by.store_id) if isinstance(by, Seat) else found).first()
        if endpoint is None:
            raise EndpointNotFound
        if endpoint.state == EndpointState.DISABLED:
            return
        WebhookEndpoint.objects.filter(id=endpoint.id).update(state=EndpointState.DISABLED, why_disabled=why)
        waiting = WebhookDelivery.objects.filter(
            store_id=endpoint.store_id, endpoint_id=endpoint.id, state=DeliveryState.WAITING
        )
        waiting.update(state=DeliveryState.FAILED)
        if why in ("failing", "gone"):
            cause = f"webhook_disabled:{endpoint.id.hex}:{int(now().timestamp())}"
            values = {"url": endpoint.url}
            people = members_with(endpoint.store_id, "settings.programs")
            notify_many(news=[News(person, "webhook_disabled", values, cause) for person in people])
