"""A program's address begins to hear of a store's facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import signing
from kontor.contexts.integrations.endpoints import checked
from kontor.contexts.integrations.errors import TooManyEndpoints
from kontor.contexts.integrations.models import WebhookEndpoint
from kontor.contexts.integrations.policy import MOST_ENDPOINTS
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class Added:
    """What was made. The secret is shown this once."""

    endpoint_id: UUID
    secret: str


def add_endpoint(
    *, seat: Seat, url: str, types: Sequence[str] = (), note: str = "", application_id: UUID | None = None
) -> Added:
    """Send the store's facts of these `types` (none named: all) to `url` from now on (SEL-30).

    Args:
        application_id: the program that makes it for itself; left out, the store's people do.

    Raises:
        RightMissing: without `settings.programs`.
        UrlRefused: no address of the web, not by TLS, or into a private network.
        TypesUnknown: for names that do not exist.
        TooManyEndpoints: the store has as many as the policy allows.
    """
    require(seat, "settings.programs")
    url, types = checked(url, types)
    secret, endpoint_id = signing.new_secret(), new_id()
    with transaction.atomic():
        Store.objects.select_for_update().only("id").get(id=seat.store_id)
        if WebhookEndpoint.objects.filter(store_id=seat.store_id).count() >= MOST_ENDPOINTS.int():
            raise TooManyEndpoints(most=MOST_ENDPOINTS.int())
        WebhookEndpoint.objects.create(
            id=endpoint_id, store_id=seat.store_id, url=url, types=list(types), note=note.strip()[:100],
            sealed=signing.sealed(secret, endpoint_id), created_by=seat.account_id, application_id=application_id,
        )  # fmt: skip
    return Added(endpoint_id, secret)
