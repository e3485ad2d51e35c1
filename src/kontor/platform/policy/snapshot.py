"""The overrides in memory: what `kernel.policy` asks, at most a second old."""

from __future__ import annotations

import logging
import threading

from django.db import connection

from kontor.kernel import policy as kernel

log = logging.getLogger(__name__)

RENEW = 0.5  # seconds; the promise is one second

_values: dict[str, kernel.Value] = {}
_watcher: threading.Thread | None = None


def install() -> None:
    """Make this snapshot the source of the kernel's policies. It is empty until `load` or `watch`."""
    kernel.use_source(_find)


def _find(name: str) -> kernel.Value | None:
    return _values.get(name)  # the dictionary of this moment; it is swapped, never changed


def load() -> None:
    """Read all overrides now."""
    global _values  # noqa: PLW0603  (swapped as a whole, so that readers need no lock)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, value FROM platform_policy")
        rows: list[tuple[str, str]] = cursor.fetchall()
    _values = {name: value for name, text in rows if (value := _parsed(name, text)) is not None}


def apply(name: str, value: kernel.Value | None) -> None:
    """Make one change felt in this process at once (None: the default is back)."""
    global _values  # noqa: PLW0603
    fresh = {known: kept for known, kept in _values.items() if known != name}
    if value is not None:
        fresh[name] = value
    _values = fresh


def clear() -> None:
    """Forget all overrides in memory. For tests."""
    global _values  # noqa: PLW0603
    _values = {}


def watch() -> None:
    """Keep the snapshot fresh from now on. Every serving process calls it once at its start."""
    global _watcher  # noqa: PLW0603
    if _watcher is None or not _watcher.is_alive():
        _watcher = threading.Thread(target=_renew, name="policy", daemon=True)
        _watcher.start()


def _renew() -> None:
    pause = threading.Event()
    while True:
        try:
            load()
        except Exception:
            log.exception("policy values were not renewed; the last known ones stay in force")
            connection.close()
        pause.wait(RENEW)


def _parsed(name: str, text: str) -> kernel.Value | None:
    declared = kernel.find(name)
    return declared.parse(text) if declared is not None else None
