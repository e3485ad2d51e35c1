"""The clock of one conversation is looked at (MSG-06, MSG-07)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.marking import misses_of, next_check
from kontor.contexts.messaging.models import Conversation
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.events import record


def mark_misses(*, viewer: System, conversation_ids: list[UUID]) -> int:
    """Mark what these conversations have missed by now, each message and kind once. Safe to repeat, and to run twice.

    Who else works on one of them at this moment marks it too: it is passed over.

    Returns:
        How many marks were made.
    """
    del viewer
    moment, many = now(), 0
    with transaction.atomic():
        rows = Conversation.objects.select_for_update(skip_locked=True).filter(
            id__in=conversation_ids, check_at__lte=moment
        )
        for row in rows.order_by("check_at", "id"):
            marks, facts = misses_of(row, moment)
            record(*facts, beside=marks)
            Conversation.objects.filter(id=row.id).update(check_at=next_check(row, moment))
            many += len(marks)
    return many
