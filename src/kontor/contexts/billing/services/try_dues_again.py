"""Somebody has mended what kept documents from being issued."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.errors import DueNotFound
from kontor.contexts.billing.models import Due
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.jobs import enqueue_gathering


def try_dues_again(*, viewer: Operator, due_id: UUID | None = None) -> int:  # noqa: ARG001  (the operator's alone)
    """Try one, or all that could not be issued, at once; reason and count stay until it succeeds.

    Returns:
        How many are tried.

    Raises:
        DueNotFound: there is no such one that failed; it may have been issued meanwhile.
    """
    with transaction.atomic():
        failed = Due.objects.exclude(reason="")
        if due_id is not None:
            failed = failed.filter(id=due_id)
        many = failed.update(next_at=now())
        if due_id is not None and not many:
            raise DueNotFound
        enqueue_gathering("billing.issue_documents")
        return many
