"""The order of the inbox as one number, ascending: what waits by its due time, then the latest first (MSG-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)
_REST = 1 << 62
_STEP = timedelta(microseconds=1)


def urgency(*, due_at: datetime | None, last_at: datetime) -> int:
    """For a conversation that is due at a moment, or for one that waits for nothing."""
    if due_at is not None:
        return (due_at - _START) // _STEP
    return _REST - (last_at - _START) // _STEP
