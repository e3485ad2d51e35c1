"""How the database answers: each statement of a block once more under EXPLAIN."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any


class Plans:
    """Give it to `connection.execute_wrapper`.

    Attributes:
        walked: which of the `large` tables were walked as a whole, and by which statement.
        read: rows that the statements really read from them, when they are also run (`analyse`).
    """

    def __init__(self, large: Collection[str], *, analyse: bool = False) -> None:
        self._large, self._analyse = frozenset(large), analyse
        self.statements = 0
        self.walked: list[str] = []
        self.read = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            self.statements += 1
            how = "ANALYZE, TIMING OFF, FORMAT JSON" if self._analyse else "FORMAT JSON"
            with context["connection"].connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN ({how}) {sql}", params)
                (plan,) = cursor.fetchone()
            self._look(json.loads(plan) if isinstance(plan, str) else plan, sql)
        return execute(sql, params, many, context)

    def _look(self, node: Any, sql: str) -> None:
        if isinstance(node, list):
            for part in node:
                self._look(part, sql)
        elif isinstance(node, dict):
            if node.get("Relation Name") in self._large:
                if node.get("Node Type") == "Seq Scan":
                    self.walked.append(f"{node['Relation Name']}: {' '.join(sql.split())[:300]}")
                loops = node.get("Actual Loops", 0)
                per_loop = node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0)
                self.read += int(loops * (per_loop + node.get("Rows Removed by Index Recheck", 0)))
            for part in node.values():
                self._look(part, sql)
