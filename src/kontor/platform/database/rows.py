"""Model rows by statements written once, where many people walk.

For a row by its key the ORM takes several times as long to write the statement as PostgreSQL to run it. Here the
text is made once per process; what comes back, or goes in, are model instances all the same. See docs/adr/0009.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model
from pydantic_core import to_json

M = TypeVar("M", bound=Model)
Converter = Callable[[Any, Any, Any], Any]


class Rows(Generic[M]):
    """The rows of `model` that a hand-written end of a statement chooses.

    Args:
        model: whose instances are returned, all columns filled.
        end: what follows `FROM <table> t`: joins, WHERE, ORDER BY, FOR UPDATE. Its values are placeholders.
        begin: what stands before SELECT: a WITH clause that writes.
    """

    def __init__(self, model: type[M], end: str, *, begin: str = "") -> None:
        self._model = model
        self._end = end
        self._begin = begin

    def __call__(self, *values: Any) -> list[M]:
        """All of them."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            return [self._made(row) for row in cursor.fetchall()]

    def first(self, *values: Any) -> M | None:
        """The first one, or None."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            row = cursor.fetchone()
        return None if row is None else self._made(row)

    @cached_property
    def _sql(self) -> str:
        table = self._model._meta.db_table
        return f"{self._begin}SELECT {columns(self._model)} FROM {table} t {self._end}"  # noqa: S608

    def _made(self, row: Sequence[Any]) -> M:
        return instance(self._model, row)


def columns(model: type[Model], alias: str = "t") -> str:
    """All columns of `model`, for a SELECT in which its table is called `alias`."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def instance(model: type[M], row: Sequence[Any]) -> M:
    """The instance that a row of `columns(model)` is."""
    names, converters = _reading(model)
    if converters:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place], None, connection)
        row = values
    return model.from_db(connection.alias, names, row)


@cache
def _reading(model: type[Model]) -> tuple[list[str], list[tuple[int, Converter]]]:
    fields = model._meta.concrete_fields
    found = [(place, convert) for place, field in enumerate(fields) for convert in field.get_db_converters(connection)]
    return [field.attname for field in fields], found


def insertion(rows: Sequence[Model]) -> tuple[list[str], list[str]]:
    """Statements that insert `rows`, one per table and in their order, for a WITH clause; and their parameters.

    Each takes one parameter, the rows as JSON. Columns that the database fills (identity keys) are left to it.
    """
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    texts, values = [], []
    for model, several in by_model.items():
        text, names = _inserting(model)
        texts.append(text)
        values.append(to_json([{column: getattr(row, name) for column, name in names} for row in several]).decode())
    return texts, values


def insert(*rows: Model) -> None:
    """Insert rows of any tables, each in its order, with one statement. The caller is in a transaction.

    Raises:
        IntegrityError: as for any insert; nothing is written.
    """
    if not rows:
        return
    texts, values = insertion(rows)
    *before, last = texts
    parts = ", ".join(f"w{place} AS ({text})" for place, text in enumerate(before))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {parts} {last}" if parts else last, values)


def update(rows: Sequence[M], *names: str) -> None:
    """Write the columns `names` of known rows of one table with one statement. The caller holds their locks."""
    if not rows:
        return
    model = type(rows[0])
    key = str(model._meta.pk.column)
    columns = [str(model._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]
    table, sets = model._meta.db_table, ", ".join(f'"{column}" = n."{column}"' for column in columns)
    values = [
        {key: row.pk} | {column: getattr(row, name) for column, name in zip(columns, names, strict=True)}
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} t SET {sets} FROM json_populate_recordset(null::{table}, %s::json) n"  # noqa: S608
            f' WHERE t."{key}" = n."{key}"',
            [to_json(values).decode()],
        )


@cache
def _inserting(model: type[Model]) -> tuple[str, list[tuple[str, str]]]:
    fields = [field for field in model._meta.concrete_fields if not field.db_returning]
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    text = f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(null::{table}, %s::json)"  # noqa: S608
    return text, [(str(field.column), field.attname) for field in fields]
