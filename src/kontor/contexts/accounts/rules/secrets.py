"""Secrets that can be made again from an id, so that no event, queue or row has to hold one (ACC-10).

A link's token and a code are keyed digests of the verification's id under the installation's secret;
the row keeps only a digest of them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID

_CODE_DIGITS = 6


def _digest(secret: str, purpose: str, verification_id: UUID) -> bytes:
    key = hashlib.sha256(f"kontor.accounts.{purpose}:{secret}".encode()).digest()
    return hmac.new(key, verification_id.bytes, hashlib.sha256).digest()


def token(verification_id: UUID, secret: str) -> str:
    """The token of a link: 43 URL-safe characters."""
    return base64.urlsafe_b64encode(_digest(secret, "link", verification_id)).rstrip(b"=").decode()


def code(verification_id: UUID, secret: str) -> str:
    """The six digits of an SMS."""
    number = int.from_bytes(_digest(secret, "code", verification_id)[:8])
    return f"{number % 10**_CODE_DIGITS:0{_CODE_DIGITS}d}"


def stored(shown: str, verification_id: UUID | None, secret: str) -> str:
    """What the row keeps of a token (`verification_id` None) or of a code, which is bound to its row."""
    bound = shown if verification_id is None else f"{verification_id}:{shown}"
    return hmac.new(f"kontor.accounts.stored:{secret}".encode(), bound.encode(), hashlib.sha256).hexdigest()


def same(left: str, right: str) -> bool:
    """Comparison that takes the same time wherever the two differ."""
    return hmac.compare_digest(left.encode(), right.encode())
