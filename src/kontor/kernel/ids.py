"""Identifiers that need no coordination, and public numbers that tell nothing."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import datetime

_LOWEST = 10**15  # sixteen digits
_STEPS = 1 << 12  # of a millisecond
_SLACK = 10 * _STEPS  # a clock set back by more than ten milliseconds is believed


class _Steps:
    """The step that this process gave last; two threads that meet here are told apart by the random bits."""

    last = 0


def new_id(at: datetime | None = None) -> uuid.UUID:
    """A time-ordered UUID version 7 (RFC 9562), unique without asking anybody.

    Two of one process sort in the order in which they were made: twelve bits after the millisecond hold its
    fraction (RFC 9562, 6.2, method 3), and one that would not be greater than the last takes the next step.

    Args:
        at: the moment to encode; the present one when left out (demo data gives the past).
    """
    if at is not None:
        steps = int(at.timestamp() * 1_000_000) * _STEPS // 1000
    else:
        steps = time.time_ns() * _STEPS // 1_000_000
        if _Steps.last - _SLACK < steps <= _Steps.last:
            steps = _Steps.last + 1
        _Steps.last = steps
    milliseconds, fraction = divmod(steps, _STEPS)
    return uuid.UUID(
        int=(milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62)
    )


def public_number() -> int:
    """A random 16-digit number for orders and products: not guessable, leaks no volume."""
    return _LOWEST + secrets.randbelow(9 * _LOWEST)


def token(size: int = 32) -> str:
    """A URL-safe secret of `size` random bytes."""
    return secrets.token_urlsafe(size)
