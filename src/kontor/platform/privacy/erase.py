"""Erasing a person by the register: in one transaction, what must stay pseudonymised."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction

from kontor.platform.privacy.person import Person
from kontor.platform.privacy.register import Column, Holding, Then, holdings

log = logging.getLogger(__name__)


def erase(person: Person) -> dict[str, int]:
    """Do with every row of the person's what the register says. Call it in a transaction; files go after it.

    Returns:
        Rows touched, by table.
    """
    touched: dict[str, int] = {}
    # The last declared first: what hangs on others goes before them, and the account at the very end.
    for holding in reversed(list(holdings())):
        if holding.concerns(person):
            label = holding.model._meta.label
            touched[label] = touched.get(label, 0) + _erase(holding, person)
    return {label: count for label, count in touched.items() if count}


def _erase(holding: Holding, person: Person) -> int:
    rows = holding.rows(person)
    files = [column for column in holding.columns if column.file and holding.fate(column) is not Then.KEEP]
    if files:
        _remove_later(path for row in rows for path in _paths(files, row))
    if holding.then is Then.DELETE:
        return rows.delete()[0]
    kept = [column for column in holding.columns if holding.fate(column) is Then.KEEP and column.left]
    changes = {
        column.name: _emptied(holding, column, person)
        for column in holding.columns
        if holding.fate(column) is not Then.KEEP
    }
    changes |= dict(holding.sets)
    if kept:
        return _one_by_one(holding, rows, kept, changes)
    return rows.update(**changes) if changes else 0


def _one_by_one(holding: Holding, rows: models.QuerySet[Any, Any], kept: list[Column], changes: dict[str, Any]) -> int:
    """Where only a part of a value stays, each row is written for itself."""
    written = list(rows.select_for_update())
    for row in written:
        left = {column.name: column.left(getattr(row, column.name)) for column in kept if column.left}
        holding.model._default_manager.filter(pk=row.pk).update(**changes, **left)
    return len(written)


def _emptied(holding: Holding, column: Column, person: Person) -> Any:
    if holding.fate(column) is Then.PSEUDONYM:
        return person.pseudonym
    known: Any = holding.model._meta.get_field(column.name)
    if known.null:
        return None
    if isinstance(known, (models.JSONField, ArrayField)):
        return known.get_default() if known.has_default() and callable(known.default) else []
    return b"" if isinstance(known, models.BinaryField) else ""


def _paths(columns: Iterable[Column], row: Any) -> Iterable[Path]:
    for column in columns:
        value = getattr(row, column.name)
        if column.file is not None and value:
            yield column.file(value)


def _remove_later(paths: Iterable[Path]) -> None:
    for path in paths:
        transaction.on_commit(partial(_remove, path))


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        log.exception("a file of an erased person could not be removed")
