"""Secrets of programs: 256 random bits, of which only the hash is kept. They need no slow hash: nobody guesses them."""

from __future__ import annotations

import hashlib

from django.utils.crypto import constant_time_compare

from kontor.kernel.ids import token

ACCESS, REFRESH, SECRET = "kat_", "krt_", "kcs_"
"""How each kind begins: whoever finds one in a log or a repository knows what leaked."""


def fresh(prefix: str) -> str:
    """A new secret."""
    return prefix + token()


def hashed(secret: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    """Whether `kept` is the hash of `secret`; the time it takes says nothing."""
    return bool(kept) and constant_time_compare(hashed(secret), kept)
