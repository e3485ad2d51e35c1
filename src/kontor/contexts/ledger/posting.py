"""A journal entry as a change that goes with others in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from pydantic_core import to_json

from kontor.contexts.ledger.models import CACHED, LedgerAccount
from kontor.contexts.ledger.rules import Leg, merged
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.database.rows import Write

# Accounts that are new, the legs unless this cause has written them, the balances that are kept. Each leg is looked for
# by itself: a join planned while the table was small would go on reading all of it.
_PARTS = (
    (
        "leg",
        """SELECT * FROM json_to_recordset(%s::json) AS l (
            account_id uuid, kind text, owner_id uuid, name text, unit text, minor bigint, id uuid, reference uuid)""",
    ),
    (
        "opened",
        """INSERT INTO ledger_ledgeraccount (id, kind, owner_id, name, unit, balance_minor)
        SELECT account_id, kind, owner_id, name, unit, 0 FROM leg ORDER BY account_id ON CONFLICT (id) DO NOTHING""",
    ),
    (
        "posted",
        """INSERT INTO ledger_posting (account_id, id, journal_id, cause, unit, minor, reference, posted_at)
        SELECT account_id, id, %s::uuid, %s::text, unit, minor, reference, %s::timestamptz FROM leg
        WHERE NOT EXISTS (
            SELECT 1 FROM leg each CROSS JOIN LATERAL (
                SELECT 1 FROM ledger_posting p WHERE p.account_id = each.account_id AND p.cause = %s::text LIMIT 1
            ) known
        )
        RETURNING account_id, minor""",
    ),
    (
        "kept",
        """UPDATE ledger_ledgeraccount a SET balance_minor = a.balance_minor + w.minor FROM posted w
        WHERE a.id = w.account_id AND a.id = ANY(%s::uuid[])""",
    ),
)


def posting(*, cause: str, legs: Iterable[Leg], reference: UUID | None = None) -> Write:
    """A balanced entry as a change that is made beside others, for what happens with every order; else `services.post`.

    Precondition: the caller is in the transaction of that statement.

    Raises:
        Unbalanced: when a unit's legs do not sum to zero.
    """
    return entry(new_id(), cause, merged(legs), reference)


def entry(journal_id: UUID, cause: str, parts: Sequence[Leg], reference: UUID | None) -> Write:
    """The change that writes merged legs as the entry `journal_id`, unless its cause has written one."""
    _open_kept(parts)
    rows = to_json([_row(leg, reference) for leg in parts]).decode()
    kept = [leg.account.id for leg in parts if leg.account.kind in CACHED]
    return Write(_PARTS, [rows, journal_id, cause, now(), cause, kept])


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
