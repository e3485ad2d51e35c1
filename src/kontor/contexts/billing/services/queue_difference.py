"""Somebody is to look at a difference of the books."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.errors import DifferenceNotFound
from kontor.contexts.billing.models import ReconciliationDifference
from kontor.contexts.billing.rules.differences import KIND, subject_of
from kontor.kernel.viewer import Operator
from kontor.platform import reviews


def queue_difference(*, viewer: Operator, difference_id: UUID) -> bool:  # noqa: ARG001  (the operator's alone)
    """Put a difference into the queue of the operator's people; the same key waits there once.

    Returns:
        Whether it was put there now.

    Raises:
        DifferenceNotFound: a later comparison has taken its place.
    """
    with transaction.atomic():
        row = ReconciliationDifference.objects.filter(id=difference_id).first()
        if row is None:
            raise DifferenceNotFound
        facts: dict[str, str | int | bool | None] = {
            "day": row.day.isoformat(), "check": row.check_code, "key": row.key, "currency": row.currency,
            "ours": row.ours_minor, "booked": row.booked_minor,
        }  # fmt: skip
        subject = subject_of(row.check_code, row.key, row.currency)
        return reviews.open_item(kind=KIND, subject_id=subject, facts=facts)
