"""Links that prove themselves: the secret is derived from what the link is about, and kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare


def secret(purpose: str, identity: UUID) -> str:
    """The secret part of the link to `identity`, 43 characters that an address can hold."""
    key, text = settings.SECRET_KEY.encode(), f"kontor.link:{purpose}:{identity}".encode()
    return base64.urlsafe_b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode().rstrip("=")


def opens(purpose: str, identity: UUID, given: str) -> bool:
    """Whether `given` is that secret."""
    return constant_time_compare(secret(purpose, identity), given)
