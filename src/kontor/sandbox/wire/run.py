"""Serves a sandbox in the foreground until it is told to end."""

from __future__ import annotations

import logging
import signal
import threading
from contextlib import AbstractContextManager

log = logging.getLogger("kontor.sandbox")


def until_told(sandbox: AbstractContextManager[object], name: str, address: str) -> None:
    """Serve until SIGTERM or SIGINT, then close in order."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: told.set())
    with sandbox:
        log.info("%s serves %s", name, address)
        told.wait()
