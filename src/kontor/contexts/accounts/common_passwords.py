"""The list of breached and common passwords, read once per process (ACC-03)."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator


@lru_cache(maxsize=1)
def _listed() -> array[int]:
    """Hashes (64 bits, keyed by this process) in order: a tenth of what the words themselves take."""
    return array("q", sorted(map(hash, CommonPasswordValidator().passwords)))


def is_common(password: str) -> bool:
    """Whether `password`, in any case of its letters, is one of the twenty thousand most used."""
    wanted, listed = hash(password.lower().strip()), _listed()
    at = bisect_left(listed, wanted)
    return at < len(listed) and listed[at] == wanted
