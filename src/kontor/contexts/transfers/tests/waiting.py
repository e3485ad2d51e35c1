"""Waiting for another process."""

from __future__ import annotations

import select
import time
from collections.abc import Callable

PATIENCE = 60.0  # seconds


def until(come_true: Callable[[], bool]) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not come_true():
        assert time.monotonic() < deadline, "it did not come true"
        select.select([], [], [], 0.01)
