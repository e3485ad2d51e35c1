"""Telling the database who acts: at a statement that writes a watched table, and at no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kontor.kernel.clock import now
from kontor.platform.audit.acting import now_acting
from kontor.platform.audit.declare import WATCHED

_WRITES = ("INSERT", "UPDATE", "DELETE")
_TELL = "SELECT set_config('kontor.acting', %s, %s)"


def tell(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's hook round each statement."""
    if type(sql) is not str or not sql.startswith(_WRITES) or not _touches(sql):
        return execute(sql, params, many, context)
    connection = context["connection"]
    inside: bool = connection.in_atomic_block
    execute(_TELL, (_said(), inside), False, context)
    try:
        return execute(sql, params, many, context)
    finally:
        if not inside:  # no transaction whose end would forget it
            execute(_TELL, ("", False), False, context)


def _touches(sql: str) -> bool:
    start = sql.find('"') + 1
    columns = WATCHED.get(sql[start : sql.find('"', start)])
    if columns is None:
        return False
    return not sql.startswith("UPDATE") or any(f'"{column}" =' in sql for column in columns)


def _said() -> str:
    who = now_acting()
    return json.dumps(
        {
            "at": now().isoformat(),
            "kind": who.kind,
            "id": str(who.account_id) if who.account_id else None,
            "name": who.name[:80],
            "request": who.request_id[:64],
            "reason": who.reason,
        }
    )
