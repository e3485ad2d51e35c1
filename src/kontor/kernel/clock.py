"""The only source of time. Tests and drills move it; nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _offset


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Within the block `now()` is shifted by `by` (negative goes back). For tests and drills."""
    global _offset  # noqa: PLW0603  (the one piece of state a clock has)
    before = _offset
    _offset = before + by
    try:
        yield
    finally:
        _offset = before
