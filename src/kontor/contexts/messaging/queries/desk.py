"""Conversations on the operator's desk: found by the number of what they are about (OPR-04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.messaging.models import Conversation
from kontor.kernel.viewer import Operator

SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A conversation in a search: no words of it, only where it stands."""

    id: UUID
    store: str
    store_slug: str
    stream: str
    subject_number: int | None
    subject_title: str
    message_count: int
    last_at: datetime


def conversations_about(viewer: Operator, number: int) -> Sequence[Found]:
    """Conversations about the order or product with this number, the latest first."""
    del viewer
    rows = Conversation.objects.filter(subject_number=number).select_related("store").order_by("-last_at", "-id")
    return [
        Found(
            id=row.id, store=row.store.name, store_slug=row.store.slug, stream=row.stream,
            subject_number=row.subject_number, subject_title=row.subject_title, message_count=row.message_count,
            last_at=row.last_at,
        )
        for row in rows[:SHOWN]
    ]  # fmt: skip
