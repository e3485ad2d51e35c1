"""Another address, other facts, on or off."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.endpoints import checked
from kontor.contexts.integrations.errors import EndpointNotFound
from kontor.contexts.integrations.models import EndpointState, WebhookEndpoint
from kontor.contexts.integrations.services.disable_endpoint import disable_endpoint
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def change_endpoint(
    *, seat: Seat, endpoint_id: UUID, url: str, types: Sequence[str] = (), note: str = "", active: bool = True
) -> None:
    """Save an endpoint as its people want it. Switched on again, it hears of what happens from now on.

    Raises:
        RightMissing, UrlRefused, TypesUnknown: as for a new one.
        EndpointNotFound: absent, or another store's.
    """
    require(seat, "settings.programs")
    url, types = checked(url, types)
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update().filter(id=endpoint_id, store_id=seat.store_id).first()
        if endpoint is None:
            raise EndpointNotFound
        endpoint.url, endpoint.types, endpoint.note = url, list(types), note.strip()[:100]
        if active and endpoint.state == EndpointState.DISABLED:
            endpoint.state, endpoint.why_disabled, endpoint.failing_since = EndpointState.ACTIVE, "", None
        endpoint.save(update_fields=["url", "types", "note", "state", "why_disabled", "failing_since"])
        if not active:
            disable_endpoint(by=seat, endpoint_id=endpoint_id)
