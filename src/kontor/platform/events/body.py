"""Events as JSON and back. Fields are plain: UUID, int, str, bool, date, datetime, Decimal, and tuples of them."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from kontor.kernel.events import Event

Maker = Callable[[Any], Any]
_known_makers: dict[str, dict[str, Maker | None]] = {}


def write(event: Event) -> dict[str, Any]:
    """The fields of `event` as JSON values."""
    return {field.name: _plain(getattr(event, field.name)) for field in dataclasses.fields(event)}


def read(fact: type[Event], body: dict[str, Any]) -> Event:
    """The event whose fields `body` holds. Fields that the class no longer has are left out."""
    makers = _makers(fact)
    return fact(
        **{
            name: value if value is None or (make := makers[name]) is None else make(value)
            for name, value in body.items()
            if name in makers
        }
    )


def _makers(fact: type[Event]) -> dict[str, Maker | None]:
    """What makes each field's value from JSON's; None where it is the same."""
    known = _known_makers.get(fact.name)
    if known is None:
        hints = typing.get_type_hints(fact)
        known = _known_makers[fact.name] = {field.name: _maker(hints[field.name]) for field in dataclasses.fields(fact)}
    return known


def _plain(value: Any) -> Any:
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset)):
        return [_plain(part) for part in value]
    return value


def _maker(hint: Any) -> Maker | None:
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        make = _maker(typing.get_args(hint)[0])
        return tuple if make is None else lambda values: tuple(make(value) for value in values)
    if hint in {datetime, date}:
        made: Maker = hint.fromisoformat
        return made
    return hint if hint in {UUID, Decimal} else None
