"""Model rows by statements written once, where many people walk.

For a row by its key the ORM takes several times as long to write the statement as PostgreSQL to run it. Here the
text is made once per process; what comes back, or goes in, are model instances all the same. See docs/adr/0009.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState
from pydantic_core import to_json

M = TypeVar("M", bound=Model)
Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Write:
    """A change that is made beside others with one statement; none of them sees what the others do.

    Attributes:
        parts: names and statements for a WITH clause; a part may read earlier ones by their names.
        values: what stands in place of each `%s`, in order.
        answer: a SELECT from the parts, where something has to be known afterwards; of one change in a statement.
        hear: is given the rows of `answer`.
    """

    parts: Sequence[tuple[str, str]]
    values: Sequence[Any]
    answer: str = ""
    hear: Callable[[Sequence[Sequence[Any]]], None] | None = None


Beside = Model | Write


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
    """The instance that a row of `columns(model)` is.

    Made as `Model.from_db` would, without its walk over every field, which takes longer than reading the row: no model
    here listens to `pre_init` or `post_init`.
    """
    names, converters = _reading(model)
    made = model.__new__(model)
    values = made.__dict__
    state = values["_state"] = ModelState()
    state.adding, state.db = False, connection.alias
    values.update(zip(names, row, strict=True))
    for name, convert in converters:
        values[name] = convert(values[name], None, connection)
    return made


def new(model: type[M], **values: Any) -> M:
    """The instance `model(**values)`, for rows that every purchase makes: made without the walk that `instance` avoids.

    Args:
        values: by attribute (`store_id`, not `store`); fields that are left out get their defaults.

    Raises:
        TypeError: for a name that is no column.
    """
    plain, made_anew, names = _defaults(model)
    if unknown := values.keys() - names:
        raise TypeError(f"{model.__name__} has no column {', '.join(sorted(unknown))}")
    made = model.__new__(model)
    into = made.__dict__
    into["_state"] = ModelState()
    into.update(plain)
    for name, default in made_anew:
        if name not in values:
            into[name] = default()
    into.update(values)
    return made


@cache
def _defaults(model: type[Model]) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]], frozenset[str]]:
    """Defaults that are the same for all rows, those that are made for each, and the names of all columns."""
    fields = model._meta.concrete_fields
    made_anew = [(field.attname, field.get_default) for field in fields if callable(field.default)]
    plain = {field.attname: field.get_default() for field in fields if not callable(field.default)}
    return plain, made_anew, frozenset(field.attname for field in fields)


@cache
def _reading(model: type[Model]) -> tuple[list[str], list[tuple[str, Converter]]]:
    fields = model._meta.concrete_fields
    found = [(field.attname, convert) for field in fields for convert in field.get_db_converters(connection)]
    return [field.attname for field in fields], found


def beside(rows: Sequence[Beside]) -> tuple[str, list[Any]]:
    """The parts of a WITH clause that insert `rows`, one per table and in their order, and make the other changes.

    Returns:
        The text between WITH and what is to follow, "" for nothing; and its parameters.
    """
    texts, values = insertion([row for row in rows if isinstance(row, Model)])
    parts = [f"w{place} AS ({text})" for place, text in enumerate(texts)]
    for row in rows:
        if isinstance(row, Write):
            parts += [f"{name} AS ({text})" for name, text in row.parts]
            values += row.values
    return ", ".join(parts), values


def run(ending: str, values: Sequence[Any], rows: Sequence[Beside]) -> None:
    """Run `ending`, and what `beside` makes of `rows`, as one statement; whoever asked for an answer hears it."""
    parts, before = beside(rows)
    asking = next((row for row in rows if isinstance(row, Write) and row.answer), None)
    if asking is not None:
        parts, ending = (f"{parts}, ended AS ({ending})" if ending else parts), asking.answer
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {parts} {ending or 'SELECT'}" if parts else ending, [*before, *values])
        if asking is not None and asking.hear is not None:
            asking.hear(cursor.fetchall())


def write(*changes: Write) -> None:
    """Make `changes` by themselves, with one statement."""
    run("", (), changes)


def insertion(rows: Sequence[Model]) -> tuple[list[str], list[Any]]:
    """Statements that insert `rows`, one per table and in their order, for a WITH clause; and their parameters.

    Each takes one parameter, the rows as JSON. Columns that the database fills (identity keys) are left to it.
    """
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    texts: list[str] = []
    values: list[Any] = []
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
