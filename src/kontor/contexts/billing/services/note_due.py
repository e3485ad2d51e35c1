"""Documents are to be issued for these orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.models import Due
from kontor.platform.jobs import enqueue_gathering


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document: its order, what makes it, and of a refund what went back (minor units, buyer's currency)."""

    store_id: UUID
    order_id: UUID
    cause: str
    back_minor: int = 0


def note_due(*, wanted: Sequence[Wanted]) -> None:
    """Write down what is to be issued, once for each cause, and queue the job that issues it."""
    with transaction.atomic(savepoint=False):
        Due.objects.bulk_create(
            [
                Due(store_id=one.store_id, order_id=one.order_id, cause=one.cause, back_minor=one.back_minor)
                for one in wanted
            ],
            ignore_conflicts=True,
        )
        enqueue_gathering("billing.issue_documents")
