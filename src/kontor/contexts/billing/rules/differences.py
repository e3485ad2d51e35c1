"""By what a difference of the books is known from one report to the next. Pure."""

from __future__ import annotations

from uuid import UUID, uuid5

KIND = "billing.difference"
_OURS = UUID("6f1f2a52-7d0b-5c0e-9d1a-0c5a1a7e4b11")


def subject_of(check: str, key: str, currency: str) -> UUID:
    """The same for the same key, whichever day it is found on."""
    return uuid5(_OURS, f"{check}:{key}:{currency.strip()}")
