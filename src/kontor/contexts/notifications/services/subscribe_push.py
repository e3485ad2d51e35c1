"""A browser wants push messages."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.errors import PushRefused
from kontor.contexts.notifications.models import PushSubscription
from kontor.contexts.notifications.policy import MOST_DEVICES
from kontor.contexts.notifications.push import may_send_to
from kontor.kernel.clock import now

_POINT, _SECRET = 65, 16  # bytes of an uncompressed P-256 point, and of the secret (RFC 8291)
_LONGEST = 1000


def subscribe_push(*, account_id: UUID, endpoint: str, p256dh: str, auth: str, device: str) -> PushSubscription:
    """Keep a subscription (BUY-13). A browser has one: who signs in there next takes it over.

    Raises:
        PushRefused: an address that is none of a known push service, or keys that are none.
    """
    if (
        len(endpoint) > _LONGEST
        or not may_send_to(endpoint)
        or len(_bytes(p256dh)) != _POINT
        or len(_bytes(auth)) != _SECRET
    ):
        raise PushRefused
    key = hashlib.sha256(endpoint.encode()).hexdigest()
    with transaction.atomic():
        row, _ = PushSubscription.objects.update_or_create(
            endpoint_key=key,
            defaults={
                "account_id": account_id, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "device": device[:120],
                "created_at": now(),
            },
        )  # fmt: skip
        mine = PushSubscription.objects.filter(account_id=account_id).order_by("-created_at", "-id")
        old = list(mine.values_list("id", flat=True)[MOST_DEVICES.int() :])
        PushSubscription.objects.filter(id__in=old).delete()
    return row


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
