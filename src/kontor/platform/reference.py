"""Small read-only reference data kept in the process: rates, the category tree. At most a minute old.

Web processes keep nothing that matters: each may forget these at any moment and reads them again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from kontor.kernel.clock import now

LONGEST = timedelta(seconds=60)
MOST_ENTRIES = 512

V = TypeVar("V")
_known: list[Reference[object]] = []


class Reference(Generic[V]):
    """Values by key, read with `load` when they are absent or older than `LONGEST`.

    Args:
        load: reads the value of a key; runs at most once at a time per process and key in practice, and
            may run twice without harm.
    """

    def __init__(self, load: Callable[..., V]) -> None:
        self._load = load
        self._kept: dict[tuple[Hashable, ...], tuple[datetime, V]] = {}
        self._lock = threading.Lock()
        _known.append(self)  # type: ignore[arg-type]

    def __call__(self, *key: Hashable) -> V:
        kept = self._kept.get(key)
        moment = now()
        if kept is not None and abs(moment - kept[0]) < LONGEST:
            return kept[1]
        value = self._load(*key)
        with self._lock:
            if len(self._kept) >= MOST_ENTRIES:
                self._kept.clear()
            self._kept[key] = (moment, value)
        return value

    def forget(self) -> None:
        """Read everything again on the next call."""
        with self._lock:
            self._kept.clear()


def forget_all() -> None:
    """Empty all references of this process: after a change that must be seen at once, and between tests."""
    for reference in _known:
        reference.forget()
