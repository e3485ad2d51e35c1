"""What is declared: which columns hold data of people, how their rows are found, what export and erasure do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kontor.kernel.policy import Policy
from kontor.platform.privacy.person import Person

Rows = Callable[[Person], models.QuerySet[Any, Any]]


class Kind(StrEnum):
    """What sort of personal data a column holds."""

    NAME = "name"
    CONTACT = "contact"  # e-mail, phone
    ADDRESS = "address"  # where somebody lives
    IDENTIFIER = "identifier"  # numbers of papers, of accounts elsewhere
    SECRET = "secret"  # noqa: S105  (a kind of data, no password)
    CONTENT = "content"  # what somebody wrote, or what was written to them
    PICTURE = "picture"
    PLACE = "network place"
    DEVICE = "device"
    CHOICE = "choice"  # preferences
    DEED = "deed"  # what somebody did


class Whose(StrEnum):
    """Whose rows they are."""

    ANYBODY = "anybody"  # accounts of every audience
    BUYER = "buyer"
    SELLER = "seller"
    OPERATOR = "operator"


class Then(StrEnum):
    """What erasure does."""

    DELETE = "delete"  # the whole row goes
    BLANK = "blank"  # the column is emptied, the row stays
    PSEUDONYM = "pseudonym"  # a name that leads to nobody stands in its place
    KEEP = "keep"  # the law, or another person's right, wants it; `because` says which


@dataclass(frozen=True, slots=True)
class Column:
    """One column with personal data.

    Attributes:
        title: what an export calls it, marked for translation.
        then: what erasure does, where it differs from its table's.
        because: why it is kept (KEEP), in words.
        until: the policy after whose time it goes all the same.
        left: for KEEP: the part of the value that must stay; the rest goes.
        shown: how an export writes the value: opened where it is sealed, None where it must not leave the house.
        file: the file that the value names; it goes with the value, and an export contains it.
    """

    name: str
    kind: Kind
    title: str
    then: Then | None = None
    because: str = ""
    until: Policy | None = None
    left: Callable[[Any], Any] | None = None
    shown: Callable[[Any], Any] | None = None
    file: Callable[[Any], Path] | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A table's columns with personal data, or some of its rows'.

    Attributes:
        title: the export's heading, marked for translation; what several tables share stands under one.
        rows: the person's rows; a volume table's query names its placement key.
        also: columns without personal data that an export shows so that the rest can be understood.
        hidden: why an export leaves the rows out; "" when it shows them.
        sets: columns set beside by erasure, such as a state.
    """

    model: type[models.Model]
    title: str
    whose: Whose
    rows: Rows
    then: Then
    columns: tuple[Column, ...]
    because: str = ""
    until: Policy | None = None
    also: tuple[str, ...] = ()
    hidden: str = ""
    sets: Mapping[str, Any] = field(default_factory=dict)

    def concerns(self, person: Person) -> bool:
        """Whether an account of this audience can have such rows."""
        return self.whose in {Whose.ANYBODY, person.audience}

    def fate(self, column: Column) -> Then:
        """What erasure does with the column."""
        return column.then or self.then


_holdings: list[Holding] = []
_free: dict[tuple[str, str], str] = {}


def never(value: Any) -> None:
    """For `shown`: the value does not leave the house."""
    del value


def of(*path: str) -> Callable[[type[models.Model]], Rows]:
    """Rows whose column `path` is the account (`"buyer_id"`), or one of several."""

    def found_in(model: type[models.Model]) -> Rows:
        def rows(person: Person) -> models.QuerySet[Any, Any]:
            wanted = models.Q()
            for name in path:
                wanted |= models.Q(**{name: person.account_id})
            return model._default_manager.filter(wanted)

        return rows

    return found_in


def holds(
    model: type[models.Model],
    *columns: Column,
    title: str,
    whose: Whose,
    rows: Rows | str,
    then: Then,
    because: str = "",
    until: Policy | None = None,
    also: tuple[str, ...] = (),
    hidden: str = "",
    sets: Mapping[str, Any] | None = None,
) -> None:
    """Declare columns of `model` that hold personal data. `rows`: the column that is the account, or a function.

    Raises:
        ValueError: a column that does not exist, or one that is kept without saying why.
    """
    found = of(rows)(model) if isinstance(rows, str) else rows
    holding = Holding(model, title, whose, found, then, columns, because, until, also, hidden, sets or {})
    names = {known.attname for known in model._meta.concrete_fields} | {k.name for k in model._meta.concrete_fields}
    for name in (*(column.name for column in columns), *also, *holding.sets):
        if name not in names:
            raise ValueError(f"{model._meta.label} has no column {name}")
    for column in columns:
        if holding.fate(column) is Then.KEEP and not (column.because or because):
            raise ValueError(f"{model._meta.label}.{column.name} is kept, but nobody says why")
    _holdings.append(holding)


def free(model: type[models.Model], because: str, *columns: str) -> None:
    """Declare columns of `model` as free of personal data, with the reason.

    Raises:
        ValueError: a column that does not exist, or no reason.
    """
    if not because:
        raise ValueError(f"{model._meta.label}: nobody says why its columns are about nobody")
    for name in columns:
        model._meta.get_field(name)
        _free[model._meta.label, name] = because


def holdings() -> Iterator[Holding]:
    """All declarations, in the order in which contexts made them (low to high)."""
    return iter(_holdings)


def gaps() -> list[str]:
    """Columns of our models that could hold personal data and of which nobody has said whether they do."""
    known = {(holding.model._meta.label, column.name) for holding in _holdings for column in holding.columns}
    known |= set(_free)
    return [
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        if model.__module__.startswith("kontor.")
        for column in model._meta.concrete_fields
        if _can_hold(column) and (model._meta.label, column.name) not in known
    ]


_TEXTUAL = (
    models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, models.FileField,
    models.BinaryField, ArrayField, SearchVectorField,
)  # fmt: skip


def _can_hold(column: Any) -> bool:
    if column.choices:
        return False
    if isinstance(column, ArrayField):
        return _can_hold(column.base_field)
    return isinstance(column, _TEXTUAL)
