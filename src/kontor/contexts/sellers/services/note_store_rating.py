"""What buyers think of a store, as it is shown with it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.models import Store


def note_store_rating(*, store_id: UUID, hundredths: int, count: int) -> None:
    """Keep the average of the reviews that count, in hundredths of a star, and how many they are."""
    with transaction.atomic():
        Store.objects.filter(id=store_id).update(rating_hundredths=hundredths, rating_count=count)
