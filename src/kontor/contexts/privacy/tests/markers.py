"""Marks in every column of the register, so that nothing can hide: written, exported, erased, looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction

from kontor.contexts.accounts.models import Account
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.privacy import Column, Holding, Person, Then, holdings

SHORTEST = 9  # characters that a mark needs
# By these a row is found: what stands in them is the person's address or our reference, a mark by itself.
FINDERS = {
    "accounts.Account.email", "accounts.Account.email_key", "accounts.Account.phone", "accounts.Account.password",
    "accounts.VerificationLock.address_key", "platform.Message.to", "notifications.Notice.address",
    "accounts.Verification.address", "platform.Session.session_key", "platform.Session.session_data",
}  # fmt: skip

_PEOPLE = {"account_id", "buyer_id", "by_id", "holder_id", "owner_id", "follower_id"}  # columns that say whose a row is


@dataclass
class Marked:
    """Marks by column, and what no row could be made of."""

    marks: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)  # marks that the register keeps
    shown: set[str] = field(default_factory=set)  # marks that an export must contain
    without_rows: set[str] = field(default_factory=set)


def mark_all(person: Person) -> Marked:
    """Put a mark of its own into each registered column that can take one; make a row where there is none."""
    done = Marked()
    for holding in [each for each in holdings() if each.concerns(person)]:
        rows = holding.rows(person)
        if not rows.exists() and not (_made(holding, person) and rows.exists()):
            done.without_rows.add(holding.model._meta.label)
            continue
        for column in holding.columns:
            _mark(holding, column, person, done)
    return done


def _mark(holding: Holding, column: Column, person: Person, done: Marked) -> None:
    name = f"{holding.model._meta.label}.{column.name}"
    known: Any = holding.model._meta.get_field(column.name)
    if name in FINDERS or not _takes(known):
        return
    mark = f"zq{len(done.marks):05d}qz"
    row = holding.rows(person).order_by("pk").first()
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(
                **{column.name: _with(known, getattr(row, column.name), mark)}
            )
    except DatabaseError:
        return
    done.marks[mark] = name
    if holding.fate(column) is Then.KEEP:
        done.kept.add(mark)
    if not holding.hidden and not (column.shown and column.shown(mark) is None):
        done.shown.add(mark)


def _takes(known: Any) -> bool:
    if isinstance(known, (models.JSONField, models.TextField)):
        return True
    return isinstance(known, models.CharField) and not known.choices and (known.max_length or 0) >= SHORTEST


def _with(known: Any, value: Any, mark: str) -> Any:
    if isinstance(known, models.JSONField):
        return {**value, "recipient": mark} if isinstance(value, dict) else [*value, mark]
    fits = known.max_length is None or len(str(value)) + len(mark) <= known.max_length
    return f"{value}{mark}" if value and fits else mark


def _made(holding: Holding, person: Person) -> bool:
    """A row with something in each column that needs it."""
    values: dict[str, Any] = {}
    for known in holding.model._meta.concrete_fields:
        optional = known.null or known.has_default() or isinstance(known, models.CompositePrimaryKey)
        if optional and known.attname not in _PEOPLE:
            continue
        made = _value(known, person)
        if made is None and not known.null:
            return False
        values[known.attname] = made
    try:
        with transaction.atomic():
            holding.model(**values).save(force_insert=True)
    except DatabaseError:
        return False
    return True


def _value(known: Any, person: Person) -> Any:
    if isinstance(known, models.ForeignKey):
        related = known.related_model
        return (
            person.account_id if related is Account else related._default_manager.values_list("pk", flat=True).first()
        )
    if known.attname in _PEOPLE:
        return person.account_id
    kinds: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
        (models.UUIDField, new_id()), (models.DateTimeField, now()), (models.DateField, now().date()),
        (models.BooleanField, False), (models.IntegerField, 1), (models.DecimalField, 1), (models.FloatField, 1.0),
        (models.JSONField, {}), (ArrayField, []), (models.BinaryField, b"x"),
    )  # fmt: skip
    for kind, value in kinds:
        if isinstance(known, kind):
            return known.choices[0][0] if known.choices else value
    if known.choices:
        return known.choices[0][0]
    return "x"[: known.max_length or 1]
