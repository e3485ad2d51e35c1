"""Signatures of messages by Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from standardwebhooks.webhooks import Webhook

from kontor.platform.vault import open_sealed, seal

_BYTES = 24  # of a secret, as the standard advises
_PREFIX = "whsec_"


def new_secret() -> str:
    """A fresh signing secret in the form in which receivers enter it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sealed(secret: str, endpoint_id: UUID) -> bytes:
    """The secret for keeping, openable for this endpoint only."""
    return seal(secret.encode(), bound_to=f"integrations.webhook:{endpoint_id}")


def opened(kept: bytes | memoryview, endpoint_id: UUID) -> str:
    """The secret that was kept."""
    return open_sealed(bytes(kept), bound_to=f"integrations.webhook:{endpoint_id}").decode()


def headers(*, message_id: UUID, at: datetime, body: str, keys: Sequence[str]) -> dict[str, str]:
    """What goes with `body`: signed under each of `keys`, so that a changed secret has time to arrive."""
    name = f"msg_{message_id.hex}"
    return {
        "Content-Type": "application/json",
        "User-Agent": "Kontor-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(name, at, body) for key in keys),
    }
