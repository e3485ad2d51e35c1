"""What agreements are charged with: sealed in the vault, found by a fingerprint, opened only to be used (BUY-10)."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from kontor.platform import vault


def seal(agreement_id: UUID, token: str) -> bytes:
    """`token` sealed for this agreement alone; nothing stays nothing."""
    return vault.seal(token.encode(), bound_to=f"payments.agreement:{agreement_id}") if token else b""


def opened(agreement_id: UUID, sealed: bytes | memoryview) -> str:
    """The token; "" when there is none, or when this installation cannot open it any more."""
    if not sealed:
        return ""
    try:
        return vault.open_sealed(bytes(sealed), bound_to=f"payments.agreement:{agreement_id}").decode()
    except vault.Unopenable:
        return ""


def fingerprint(name: str) -> str:
    """64 hex digits by which a provider's own name is found again; they tell nothing without our secret."""
    key = f"payments.agreement\0{settings.SECRET_KEY}".encode()
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()
