"""Writing a journal entry."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from pydantic_core import to_json

from kontor.contexts.ledger.models import CACHED, LedgerAccount, Posting
from kontor.contexts.ledger.rules import Leg, merged
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

# One statement: accounts that are new, the legs unless this cause has written them, the balances that are kept.
_WRITE = """
WITH leg AS (
    SELECT * FROM json_to_recordset(%(legs)s::json)
        AS l (account_id uuid, kind text, owner_id uuid, name text, unit text, minor bigint, id uuid, reference uuid)
), opened AS (
    INSERT INTO ledger_ledgeraccount (id, kind, owner_id, name, unit, balance_minor)
    SELECT account_id, kind, owner_id, name, unit, 0 FROM leg ORDER BY account_id ON CONFLICT (id) DO NOTHING
), written AS (
    INSERT INTO ledger_posting (account_id, id, journal_id, cause, unit, minor, reference, posted_at)
    SELECT account_id, id, %(journal)s::uuid, %(cause)s::text, unit, minor, reference, %(at)s::timestamptz FROM leg
    WHERE NOT EXISTS (
        SELECT 1 FROM ledger_posting p WHERE p.account_id IN (SELECT account_id FROM leg) AND p.cause = %(cause)s::text
    )
    RETURNING account_id, minor
), kept AS (
    UPDATE ledger_ledgeraccount a SET balance_minor = a.balance_minor + w.minor FROM written w
    WHERE a.id = w.account_id AND a.id = ANY(%(cached)s::uuid[])
)
SELECT 1 FROM written LIMIT 1
"""


def post(*, cause: str, legs: Iterable[Leg], reference: UUID | None = None) -> UUID:
    """Post one balanced entry in the caller's transaction, once per `cause` (COI-12, TRD-06).

    Args:
        cause: what made it happen, e.g. `payment:<intent>`; the same cause again changes nothing.
        legs: at least two; those of one account are merged.
        reference: the order, intent or refund that the entry is about.

    Returns:
        The journal id: of the entry written, or of the one that this cause wrote before.

    Raises:
        Unbalanced: when a unit's legs do not sum to zero.
    """
    parts = merged(legs)
    journal_id, at = new_id(), now()
    with transaction.atomic(savepoint=False):
        _open_kept(parts)
        with connection.cursor() as cursor:
            cursor.execute(
                _WRITE,
                {
                    "legs": to_json([_row(leg, reference) for leg in parts]).decode(),
                    "cached": [leg.account.id for leg in parts if leg.account.kind in CACHED],
                    "journal": journal_id,
                    "cause": cause,
                    "at": at,
                },
            )
            if cursor.fetchall():
                return journal_id
        known = Posting.objects.filter(account_id=parts[0].account.id, cause=cause).values_list("journal_id", flat=True)
        return known.get()


def _row(leg: Leg, reference: UUID | None) -> dict[str, object]:
    account = leg.account
    return {
        "account_id": account.id, "kind": account.kind, "owner_id": account.owner_id, "name": account.name,
        "unit": account.unit, "minor": leg.minor, "id": new_id(), "reference": leg.reference or reference,
    }  # fmt: skip


def _open_kept(parts: Iterable[Leg]) -> None:
    """Open accounts whose balance is kept, in a statement of their own.

    The statement that adds to a balance must see its row, also when another transaction has just opened it.
    """
    kept = [leg.account for leg in parts if leg.account.kind in CACHED]
    if kept:
        LedgerAccount.objects.bulk_create(
            (
                LedgerAccount(id=key.id, kind=key.kind, owner_id=key.owner_id, name=key.name, unit=key.unit)
                for key in kept
            ),
            ignore_conflicts=True,
        )
