"""When an order may be disputed (TRD-09). Pure: days are 24 hours, promised days end at midnight UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the window depends on.

    Attributes:
        shipped_at: when the whole order left; None while a part of it has not.
        promised_to: last day of the promised delivery.
        promised_days: days under way that were promised.
        moving: the carrier has the parcel and sees no problem.
        delivered_at, received_at: arrival; the buyer's word, or its time.
    """

    shipped_at: datetime | None
    promised_to: date | None
    promised_days: int
    moving: bool
    delivered_at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The policy values, as days."""

    opens_after: int
    short_promise: int
    open_until: int


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when a dispute may be opened, both included; `closes` None: no end yet."""

    opens: datetime
    closes: datetime | None

    def holds(self, moment: datetime) -> bool:
        return self.opens <= moment and (self.closes is None or moment <= self.closes)


def window(sent: Sent, figures: Figures) -> Window | None:
    """The window of an order that has left; None when nothing tells when it begins.

    On its way: from so many days after shipping, at once when little time was promised, and while the parcel moves
    within the promised time not before that is over. Arrived: at once. It closes so many days after the promised time,
    or after receipt; what has arrived and is not confirmed stays open until it is.
    """
    beyond = timedelta(days=figures.open_until)
    promise = _end_of(sent.promised_to) if sent.promised_to else None
    if sent.received_at is not None:
        return Window(sent.delivered_at or sent.received_at, sent.received_at + beyond)
    if sent.delivered_at is not None:
        return Window(sent.delivered_at, None)
    opens = _opens(sent, figures, promise)
    if opens is None:
        return None
    closes = max(promise or opens, opens) + beyond
    return Window(opens, closes)


def _opens(sent: Sent, figures: Figures, promise: datetime | None) -> datetime | None:
    if sent.shipped_at is None:
        return promise
    if sent.promised_days < figures.short_promise:
        return sent.shipped_at
    usual = sent.shipped_at + timedelta(days=figures.opens_after)
    return max(usual, promise) if sent.moving and promise else usual


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)
