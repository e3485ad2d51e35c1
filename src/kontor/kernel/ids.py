"""Identifiers that need no coordination, and public numbers that tell nothing."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import datetime

_LOWEST = 10**15  # sixteen digits


def new_id(at: datetime | None = None) -> uuid.UUID:
    """A time-ordered UUID version 7 (RFC 9562), unique without asking anybody.

    Args:
        at: the moment to encode; the present one when left out (demo data gives the past).
    """
    milliseconds = time.time_ns() // 1_000_000 if at is None else int(at.timestamp() * 1000)
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def public_number() -> int:
    """A random 16-digit number for orders and products: not guessable, leaks no volume."""
    return _LOWEST + secrets.randbelow(9 * _LOWEST)


def token(size: int = 32) -> str:
    """A URL-safe secret of `size` random bytes."""
    return secrets.token_urlsafe(size)
