"""Double entry without a database: accounts named by what they are, legs that balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from kontor.kernel.money import Money

_LEDGER = uuid5(NAMESPACE_OID, "kontor.ledger")


class Unbalanced(ValueError):  # noqa: N818  (the state of an entry, read at the raise)
    """The legs of an entry do not sum to zero: a bug, never shown to people."""


@dataclass(frozen=True, slots=True)
class Key:
    """Names one account: `kind` (ledger.models.AccountKind), owner, name and unit (currency)."""

    kind: str
    unit: str
    owner_id: UUID | None = None
    name: str = ""

    @property
    def id(self) -> UUID:
        """The account's id, the same on every machine: nobody needs to look it up."""
        return uuid5(_LEDGER, f"{self.kind}:{self.owner_id or ''}:{self.name}:{self.unit}")


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of an entry: `minor` > 0 debits the account, < 0 credits it."""

    account: Key
    minor: int
    reference: UUID | None = None  # what this leg is about, where the entry is about several things


def debit(kind: str, money: Money, owner_id: UUID | None = None, name: str = "", reference: UUID | None = None) -> Leg:
    """A leg that debits the named account by `money`."""
    return Leg(Key(kind, money.currency, owner_id, name), money.minor, reference)


def credit(kind: str, money: Money, owner_id: UUID | None = None, name: str = "", reference: UUID | None = None) -> Leg:
    """A leg that credits the named account by `money`."""
    return Leg(Key(kind, money.currency, owner_id, name), -money.minor, reference)


def reverse(legs: Iterable[Leg]) -> list[Leg]:
    """The legs that undo `legs`."""
    return [Leg(leg.account, -leg.minor, leg.reference) for leg in legs]


def merged(legs: Iterable[Leg]) -> list[Leg]:
    """One leg per account, those that cancel out dropped; in account order, so that locks are too.

    Raises:
        Unbalanced: when the legs of a unit do not sum to zero.
    """
    sums: dict[Key, int] = {}
    about: dict[Key, set[UUID | None]] = {}
    for leg in legs:
        sums[leg.account] = sums.get(leg.account, 0) + leg.minor
        about.setdefault(leg.account, set()).add(leg.reference)
    check_balanced([Leg(key, minor) for key, minor in sums.items()])
    return [
        Leg(key, minor, next(iter(about[key])) if len(about[key]) == 1 else None)
        for key, minor in sorted(sums.items(), key=lambda item: item[0].id)
        if minor
    ]


def check_balanced(legs: Sequence[Leg]) -> None:
    """
    Raises:
        Unbalanced: when the legs of a unit do not sum to zero.
    """
    per_unit: dict[str, int] = {}
    for leg in legs:
        per_unit[leg.account.unit] = per_unit.get(leg.account.unit, 0) + leg.minor
    if off := {unit: minor for unit, minor in per_unit.items() if minor}:
        raise Unbalanced(f"does not balance: {off}")
