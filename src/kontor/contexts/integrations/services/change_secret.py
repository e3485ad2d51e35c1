"""A new signing secret; the old one signs beside it for a while, so that no message is lost on the way."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import signing
from kontor.contexts.integrations.errors import EndpointNotFound
from kontor.contexts.integrations.models import WebhookEndpoint
from kontor.contexts.integrations.policy import OLD_SECRET
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def change_secret(*, seat: Seat, endpoint_id: UUID) -> str:
    """Give the endpoint a new secret, which is shown this once.

    Raises:
        RightMissing: without `settings.programs`.
        EndpointNotFound: absent, or another store's.
    """
    require(seat, "settings.programs")
    secret = signing.new_secret()
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update().filter(id=endpoint_id, store_id=seat.store_id).first()
        if endpoint is None:
            raise EndpointNotFound
        endpoint.sealed_before, endpoint.before_until = endpoint.sealed, now() + timedelta(hours=OLD_SECRET.int())
        endpoint.sealed = signing.sealed(secret, endpoint.id)
        endpoint.save(update_fields=["sealed", "sealed_before", "before_until"])
    return secret
