"""Deadlines and choices of the law. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

GDPR, PIPL = "gdpr", "pipl"
_PIPL_COUNTRIES = frozenset({"CN"})


def law_of(country: str) -> str:
    """Whose deadline holds for a person of `country`: mainland China's own, else Europe's, which everybody gets."""
    return PIPL if country in _PIPL_COUNTRIES else GDPR


def due(asked: datetime, days: int) -> datetime:
    """The legal deadline of a request."""
    return asked + timedelta(days=days)


def acts(asked: datetime, cooling_off: int, answer_within: int) -> datetime:
    """When a deletion happens: after the time to think it over, which never passes the deadline."""
    return asked + timedelta(days=min(cooling_off, answer_within))
