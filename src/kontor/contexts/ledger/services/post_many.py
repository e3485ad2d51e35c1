"""Writing many journal entries at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from pydantic_core import to_json

from kontor.contexts.ledger.models import CACHED
from kontor.contexts.ledger.rules import Leg, merged
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

# Accounts that are new, then the legs of all entries whose cause has not been written before. Each leg is looked up by
# itself: a join that was planned while the table was small reads all of it when it has grown.
_WRITE = """
WITH account AS (
    SELECT * FROM json_to_recordset(%(accounts)s::json)
        AS a (id uuid, kind text, owner_id uuid, name text, unit text)
), opened AS (
    INSERT INTO ledger_ledgeraccount (id, kind, owner_id, name, unit, balance_minor)
    SELECT id, kind, owner_id, name, unit, 0 FROM account ORDER BY id ON CONFLICT (id) DO NOTHING
), leg AS (
    SELECT * FROM json_to_recordset(%(legs)s::json)
        AS l (account_id uuid, id uuid, journal_id uuid, cause text, unit text, minor bigint, reference uuid)
), known AS (
    SELECT l.journal_id FROM leg l
    WHERE (SELECT true FROM ledger_posting p WHERE p.account_id = l.account_id AND p.cause = l.cause LIMIT 1)
)
INSERT INTO ledger_posting (account_id, id, journal_id, cause, unit, minor, reference, posted_at)
SELECT account_id, id, journal_id, cause, unit, minor, reference, %(at)s::timestamptz FROM leg
WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.journal_id = leg.journal_id)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One balanced entry: its cause, its legs, and what it is about."""

    cause: str
    legs: Iterable[Leg]
    reference: UUID | None = None


def post_many(*, entries: Sequence[Entry]) -> None:
    """Post balanced entries in the caller's transaction with one statement, each once per cause (COI-12).

    Accounts whose balance is kept beside the postings take part in `post` alone.

    Raises:
        Unbalanced: when a unit's legs of an entry do not sum to zero; nothing is written.
        ValueError: when a leg's account is one whose balance is kept.
    """
    accounts: dict[UUID, dict[str, object]] = {}
    legs: list[dict[str, object]] = []
    for entry in entries:
        journal_id = new_id()
        for leg in merged(entry.legs):
            key = leg.account
            if key.kind in CACHED:
                raise ValueError(f"{key.kind} keeps its balance: post it alone")
            identity = key.id
            if identity not in accounts:
                accounts[identity] = {
                    "id": identity, "kind": key.kind, "owner_id": key.owner_id, "name": key.name, "unit": key.unit,
                }  # fmt: skip
            legs.append(
                {
                    "account_id": identity, "id": new_id(), "journal_id": journal_id, "cause": entry.cause,
                    "unit": key.unit, "minor": leg.minor, "reference": leg.reference or entry.reference,
                }
            )  # fmt: skip
    if not legs:
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            {"accounts": to_json(list(accounts.values())).decode(), "legs": to_json(legs).decode(), "at": now()},
        )
