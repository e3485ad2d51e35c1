"""Events as JSON and back. Fields are plain: UUID, int, str, bool, date, datetime, Decimal, and tuples of them."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from kontor.kernel.events import Event

_known_hints: dict[str, dict[str, Any]] = {}


def write(event: Event) -> dict[str, Any]:
    """The fields of `event` as JSON values."""
    return {field.name: _plain(getattr(event, field.name)) for field in dataclasses.fields(event)}


def read(fact: type[Event], body: dict[str, Any]) -> Event:
    """The event whose fields `body` holds. Fields that the class no longer has are left out."""
    hints = _hints(fact)
    return fact(**{name: _typed(hints[name], value) for name, value in body.items() if name in hints})


def _hints(fact: type[Event]) -> dict[str, Any]:
    known = _known_hints.get(fact.name)
    if known is None:
        hints = typing.get_type_hints(fact)
        known = _known_hints[fact.name] = {field.name: hints[field.name] for field in dataclasses.fields(fact)}
    return known


def _plain(value: Any) -> Any:
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset)):
        return [_plain(part) for part in value]
    return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return tuple(_typed(typing.get_args(hint)[0], part) for part in value)
    if hint in {datetime, date}:
        return hint.fromisoformat(value)
    if hint in {UUID, Decimal}:
        return hint(value)
    return value
