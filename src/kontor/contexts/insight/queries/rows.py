"""Reading rows, and finding them by their age."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


def rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement with named values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def least_id(moment: datetime) -> UUID:
    """The smallest id that a row made at that moment can have: ids are ordered by time."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
