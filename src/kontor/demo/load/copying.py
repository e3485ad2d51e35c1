"""Rows into tables with COPY: the quickest way in, past the services, which is why only the demo has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models

Row = Mapping[str, Any]


def js(value: object) -> str:
    """A value for a JSON column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def copy(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Write `rows`, mappings from column to value with the same columns each.

    Returns:
        How many were written.
    """
    source = iter(rows)
    first = next(source, None)
    if first is None:
        return 0
    columns = list(first)
    names = ", ".join(f'"{name}"' for name in columns)
    written = 1
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as out:
        out.write_row([first[name] for name in columns])
        for row in source:
            out.write_row([row[name] for name in columns])
            written += 1
    return written


def columns_of(instance: models.Model) -> dict[str, Any]:
    """A model instance as a row: every column with its default."""
    fields = [field for field in instance._meta.concrete_fields if not isinstance(field, models.CompositePrimaryKey)]
    return {str(field.column): _plain(field, getattr(instance, field.attname)) for field in fields}


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    return js(value) if isinstance(field, models.JSONField) and value is not None else value


def copy_instances(instances: Iterable[models.Model]) -> int:
    """COPY unsaved instances of one model."""
    source = iter(instances)
    first = next(source, None)
    if first is None:
        return 0

    def rows() -> Iterable[Row]:
        yield columns_of(first)
        for instance in source:
            yield columns_of(instance)

    return copy(type(first), rows())
