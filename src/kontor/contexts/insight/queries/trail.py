"""Where the money of one order went: ledger entries and refunds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from kontor.contexts.insight.queries.rows import rows
from kontor.contexts.ledger.rules import Key
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

# Entries are found by the two accounts that every movement of an order's money touches, and their causes:
# both stand in one unique index.
_POSTINGS = """
WITH entry AS (
    SELECT journal_id FROM ledger_posting
    WHERE account_id = %(escrow)s AND cause = ANY(%(causes)s)
    UNION
    SELECT p.journal_id FROM payments_refund r
    JOIN ledger_ledgeraccount a ON a.kind = 'suspense'
    JOIN ledger_posting p ON p.account_id = a.id AND p.cause = 'refund:' || r.id
    WHERE r.buyer_id = %(buyer)s AND r.store_order_id = %(order)s
)
SELECT p.journal_id, p.cause, p.posted_at, a.kind, a.name, a.owner_id, s.name, p.minor, p.unit
FROM entry JOIN ledger_posting p ON p.journal_id = entry.journal_id
JOIN ledger_ledgeraccount a ON a.id = p.account_id LEFT JOIN sellers_store s ON s.id = a.owner_id
ORDER BY p.posted_at, p.journal_id, p.minor DESC, a.kind, a.id
"""
_INTENT = "SELECT intent_id, currency FROM payments_escrow WHERE store_id = %(store)s AND id = %(order)s"
_REFUNDS = """
SELECT amount_minor, currency, state, cause, tries, requested_at, done_at FROM payments_refund
WHERE buyer_id = %(buyer)s AND store_order_id = %(order)s ORDER BY requested_at
"""


@dataclass(frozen=True, slots=True)
class Posted:
    """One leg: exactly one of `debit` and `credit` is set. `owner` is a store's name, or empty for the platform."""

    kind: str
    name: str
    owner: str
    own: bool
    debit: Money | None
    credit: Money | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One balanced entry of the journal. `what` is the first word of its cause: payment, release, return, refund."""

    journal_id: UUID
    what: str
    cause: str
    at: datetime
    legs: Sequence[Posted]


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Money on its way back to the buyer, or back."""

    amount: Money
    state: str
    cause: str
    tries: int
    requested_at: datetime
    done_at: datetime | None


def trail(viewer: Operator, *, store_id: UUID, order_id: UUID, buyer_id: UUID) -> list[Entry]:
    """All ledger entries that moved this order's money, in time order; a payment shows every store that it was for."""
    escrow = rows(_INTENT, {"store": store_id, "order": order_id})
    if not escrow:
        return []
    intent_id, unit = escrow[0]
    found = rows(
        _POSTINGS,
        {
            "escrow": Key("escrow", unit.strip(), store_id).id,
            "causes": [f"payment:{intent_id}", f"release:{order_id}", f"return:{order_id}"],
            "buyer": buyer_id,
            "order": order_id,
        },
    )
    return [
        Entry(
            journal, cause.partition(":")[0], cause, at,
            [_leg(kind, name, owner, store or "", minor, unit, store_id)
             for _j, _c, _t, kind, name, owner, store, minor, unit in legs],
        )
        for (journal, cause, at), legs in groupby(found, key=lambda row: (row[0], row[1], row[2]))
    ]  # fmt: skip


def _leg(kind: str, name: str, owner: UUID | None, store: str, minor: int, unit: str, store_id: UUID) -> Posted:
    amount = Money(abs(minor), unit.strip())
    return Posted(
        kind, name, store, owner in {None, store_id}, amount if minor > 0 else None, amount if minor < 0 else None
    )


def order_refunds(viewer: Operator, *, buyer_id: UUID, order_id: UUID) -> list[RefundLine]:
    """The refunds of one store order."""
    return [
        RefundLine(Money(row[0], row[1]), *row[2:]) for row in rows(_REFUNDS, {"buyer": buyer_id, "order": order_id})
    ]
