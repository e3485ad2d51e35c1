"""Balances and the lines that make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.contexts.ledger.rules import Key
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat, System


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One line of an account's statement; credits to the owner are positive."""

    posting_id: UUID
    journal_id: UUID
    cause: str
    reference: UUID | None
    amount: Money
    at: datetime


def balance(viewer: Seat | Operator | System, key: Key) -> Money:
    """What the owner of the account has: the sum of its postings, credits positive.

    A seat reads only accounts of its own store; others are empty to it.
    """
    if isinstance(viewer, Seat) and key.owner_id != viewer.store_id:
        return Money.zero(key.unit)
    total = Posting.objects.filter(account_id=key.id).aggregate(total=Sum("minor"))["total"]
    return Money(-(total or 0), key.unit)


def units(viewer: Seat, kind: str) -> list[str]:
    """The currencies in which the viewer's store has an account of this kind."""
    accounts = LedgerAccount.objects.filter(kind=kind, owner_id=viewer.store_id)
    return list(accounts.order_by("unit").values_list("unit", flat=True))


def statement(viewer: Seat | Operator, key: Key, *, before: UUID | None = None, size: int = 50) -> list[PostingLine]:
    """The account's lines, newest first, paged by key (`before`: the last line's id)."""
    if isinstance(viewer, Seat) and key.owner_id != viewer.store_id:
        return []
    rows = Posting.objects.filter(account_id=key.id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        PostingLine(row.id, row.journal_id, row.cause, row.reference, Money(-row.minor, row.unit), row.posted_at)
        for row in rows.order_by("-id")[:size]
    ]
