"""What Kontor asks of a bank, in whatever dialect it speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from kontor.kernel.money import Money


class BankSilent(Exception):  # noqa: N818  (an answer of the world, not a failure of ours)
    """The bank did not answer, or not in its words: asked again later."""


class Status(StrEnum):
    """What a bank says of a transfer."""

    ACCEPTED = "accepted"  # looked at, not yet paid
    PAID = "paid"  # left our account
    REJECTED = "rejected"  # never left it
    RETURNED = "returned"  # left it and came back


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment to a store's account: `reference` is ours and the same whenever it is sent again."""

    reference: UUID
    amount: Money
    holder: str
    scheme: str  # iban | account | alipay
    account: str
    bic: str
    country: str
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one transfer; `reason` is the bank's code (ISO 20022 external code)."""

    reference: UUID
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One message of the bank: its place in their order, and what it says."""

    sequence: int
    answers: Sequence[Answer]


class Bank(Protocol):
    """A bank, reached. Both calls may raise `BankSilent`."""

    code: str

    def send(self, message: UUID, day: date, transfers: Sequence[Transfer]) -> None:
        """Hand in an order; the same message again is the same order."""

    def reports(self, after: int) -> Iterator[Report]:
        """What the bank has said since the report `after`, in its order."""
