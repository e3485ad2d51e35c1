"""When time acts in a dispute by itself (TRD-09). Pure: days are 24 hours, wherever clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kontor.contexts.aftersales.lifecycle import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The policy values, as days."""

    answer: int
    negotiate: int
    appeal: int
    send_back: int
    take_back: int


def due(state: str, *, opened: datetime, moment: datetime, days: Days) -> datetime | None:
    """When time acts in a dispute that comes into `state` at `moment`; None: people alone do.

    Answering and negotiating are counted from the opening, the rest from when the state began. A negotiation whose
    time is over before it begins ends at once.
    """
    match state:
        case State.OPENED:
            return opened + timedelta(days=days.answer)
        case State.NEGOTIATING:
            return max(opened + timedelta(days=days.negotiate), moment)
        case State.RULED:
            return moment + timedelta(days=days.appeal)
        case State.RETURN_DUE:
            return moment + timedelta(days=days.send_back)
        case State.RETURNING:
            return moment + timedelta(days=days.take_back)
        case _:
            return None


def is_over(due_at: datetime | None, moment: datetime) -> bool:
    """Whether the time is up: at the very moment it is."""
    return due_at is not None and due_at <= moment
