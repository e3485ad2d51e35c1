"""Writing a journal entry."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.ledger.models import CACHED, LedgerAccount, Posting
from kontor.contexts.ledger.rules import Leg, merged
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


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
    with transaction.atomic():
        LedgerAccount.objects.bulk_create(
            (
                LedgerAccount(
                    id=leg.account.id,
                    kind=leg.account.kind,
                    owner_id=leg.account.owner_id,
                    name=leg.account.name,
                    unit=leg.account.unit,
                )
                for leg in parts
            ),
            ignore_conflicts=True,
        )
        before = Posting.objects.filter(account_id=parts[0].account.id, cause=cause)
        if (known := before.values_list("journal_id", flat=True).first()) is not None:
            return known
        journal_id, at = new_id(), now()
        Posting.objects.bulk_create(
            Posting(
                account_id=leg.account.id,
                journal_id=journal_id,
                cause=cause,
                unit=leg.account.unit,
                minor=leg.minor,
                reference=leg.reference or reference,
                posted_at=at,
            )
            for leg in parts
        )
        for leg in parts:
            if leg.account.kind in CACHED:
                LedgerAccount.objects.filter(id=leg.account.id).update(balance_minor=F("balance_minor") + leg.minor)
    return journal_id
