"""Memory that survives being killed: documents by kind and key in one sqlite file."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any


class Store:
    """A document store. Every `put` is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS item (kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key))"
        )

    def put(self, kind: str, key: str, body: object) -> None:
        with self._lock:
            self._database.execute("INSERT OR REPLACE INTO item VALUES (?, ?, ?)", (kind, key, json.dumps(body)))

    def drop(self, kind: str, key: str) -> None:
        with self._lock:
            self._database.execute("DELETE FROM item WHERE kind = ? AND key = ?", (kind, key))

    def all(self, kind: str) -> dict[str, Any]:
        """All documents of a kind, oldest key first."""
        with self._lock:
            rows = self._database.execute("SELECT key, body FROM item WHERE kind = ? ORDER BY key", (kind,))
            return {key: json.loads(body) for key, body in rows}

    def close(self) -> None:
        with self._lock:
            self._database.close()
