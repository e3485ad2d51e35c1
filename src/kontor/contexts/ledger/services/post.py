"""Writing a journal entry."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.posting import entry
from kontor.contexts.ledger.rules import Leg, merged
from kontor.kernel.ids import new_id
from kontor.platform.database.rows import beside


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
    journal_id = new_id()
    with transaction.atomic(savepoint=False):
        text, values = beside([entry(journal_id, cause, parts, reference)])
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {text} SELECT 1 FROM posted LIMIT 1", values)  # noqa: S608
            if cursor.fetchall():
                return journal_id
        known = Posting.objects.filter(account_id=parts[0].account.id, cause=cause).values_list("journal_id", flat=True)
        return known.get()
