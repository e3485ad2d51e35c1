"""What several services do with webhooks: read what was typed, lock one that is on, start sending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from kontor.contexts.integrations.errors import EndpointNotFound, EndpointOff, TypesUnknown, UrlRefused
from kontor.contexts.integrations.models import EndpointState, WebhookEndpoint
from kontor.contexts.integrations.rules.webhooks import unknown_types
from kontor.kernel.viewer import Seat
from kontor.platform import outward
from kontor.platform.jobs import enqueue


def checked(url: str, types: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Address and types of a form, when they hold.

    Raises:
        UrlRefused, TypesUnknown: as `add_endpoint` says.
    """
    url = url.strip()
    try:
        outward.check(url)
    except outward.Refused as refused:
        raise UrlRefused(why=refused.why) from None
    if wrong := unknown_types(types):
        raise TypesUnknown(field="types", types=", ".join(wrong))
    return url, sorted(set(types))


def active(seat: Seat, endpoint_id: UUID) -> None:
    """Lock the store's endpoint, which is switched on.

    Raises:
        EndpointNotFound, EndpointOff: as `replay` says.
    """
    endpoint = WebhookEndpoint.objects.select_for_update().filter(id=endpoint_id, store_id=seat.store_id).first()
    if endpoint is None:
        raise EndpointNotFound
    if endpoint.state != EndpointState.ACTIVE:
        raise EndpointOff


def start(endpoint_ids: Iterable[UUID]) -> None:
    """Have what is due for these endpoints sent, once the caller's transaction has committed."""
    for endpoint_id in sorted(endpoint_ids):
        enqueue("integrations.send_webhooks", key=f"{endpoint_id}:now", endpoint_id=endpoint_id)
