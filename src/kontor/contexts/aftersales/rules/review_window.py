"""When an order can be reviewed (TRD-10): only after it, and for a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from kontor.contexts.orders.lifecycle import State


class Window(StrEnum):
    EARLY = "early"
    OPEN = "open"
    LATE = "late"


def window(
    state: str, *, shipped_at: datetime | None, completed_at: datetime | None, days: int, moment: datetime
) -> Window:
    """Whether an order can be reviewed at `moment`.

    Args:
        completed_at: when it was received, or when a dispute ended it.
        days: of the policy.
    """
    if state == State.IN_DISPUTE:
        return Window.OPEN
    over = state in (State.RECEIVED, State.FINISHED) or (state == State.CANCELLED and shipped_at is not None)
    if not over or completed_at is None:
        return Window.EARLY
    return Window.OPEN if moment <= completed_at + timedelta(days=days) else Window.LATE
