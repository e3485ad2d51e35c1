"""Actions on many rows: how one row is looked at, and how it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kontor.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it and within what (a store). Contexts find the seat by it, so that a right taken away counts."""

    account_id: UUID
    scope: UUID


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row.

    Attributes:
        name: what people call the row.
        before, after: what changes, in values that JSON can hold; the context's words for them are in `show`.
        refusal: why nothing would be done, or was.
    """

    name: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    refusal: Refusal | None = None


Values = Mapping[str, str]
Look = Callable[[Actor, Sequence[UUID], Values], Mapping[UUID, Outcome]]
Do = Callable[[Actor, UUID, Values, Outcome], Mapping[str, Any]]
Show = Callable[[Mapping[str, Any], str], str]
Finish = Callable[[Actor, Sequence[UUID], Values], bytes]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done to many rows.

    Attributes:
        name: `context.verb`, permanent.
        title: for buttons, marked for translation.
        look: called as (actor, ids, values): what would become of each; does nothing. An id that is left out is absent.
        do: called as (actor, id, values, outcome it was looked at with): does it, or refuses; returns the `after` that
            came of it. What has changed since it was looked at should be refused, not overwritten.
        show: a `before` or `after` in words of the language.
        check: called as (actor, values); refuses values with which nothing can be done.
        undo: name of the action that undoes this one row by row, from `after` back to `before`. "": none.
        finish: called once as (actor, ids of the rows that were done, values), when no row waits: makes one file of
            all of them, which the person fetches for a time (policy `bulk.files_kept`) and nobody else.
        file: name of that file.
    """

    name: str
    title: str
    look: Look
    do: Do
    show: Show
    check: Callable[[Actor, Values], None] | None = None
    undo: str = ""
    finish: Finish | None = None
    file: str = ""


_actions: dict[str, Action] = {}


def declare(
    *,
    name: str,
    title: str,
    look: Look,
    do: Do,
    show: Show,
    check: Callable[[Actor, Values], None] | None = None,
    undo: str = "",
    finish: Finish | None = None,
    file: str = "",
) -> Action:
    """Declare an action. Call it in a context's room `bulk.py`.

    Raises:
        ValueError: it is declared twice.
    """
    if name in _actions:
        raise ValueError(f"the bulk action {name} is declared twice")
    _actions[name] = Action(name, title, look, do, show, check, undo, finish, file)
    return _actions[name]


def find(name: str) -> Action | None:
    """The action called `name`, or None."""
    return _actions.get(name)


def forget(name: str) -> None:
    """Remove an action. For tests that declare their own."""
    _actions.pop(name, None)
