"""What the ranking knows of a store from other contexts."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.search.models import Standing
from kontor.platform.jobs import enqueue


def note_standing(*, store_id: UUID, coin_grade: str | None = None, service_score: int | None = None) -> None:
    """Keep a store's coin grade (A–E) or service score (0–100); ranks follow within a minute. Safe to repeat."""
    with transaction.atomic():
        values = {"coin_grade": coin_grade, "service_score": service_score}
        Standing.objects.update_or_create(
            store_id=store_id, defaults={name: value for name, value in values.items() if value is not None}
        )
        enqueue("search.refresh_ranks_now", key="ranks")
