"""In which language a review is written."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.rules.review_language import language_of


def review_read(*, store_id: UUID, review_id: UUID, likely: str) -> str:
    """Find it out and keep it, so that readers can choose theirs (TRD-10). Safe to repeat.

    Returns:
        The language; "" when nobody can tell.
    """
    with transaction.atomic():
        row = Review.objects.filter(store_id=store_id, id=review_id)
        text = row.values_list("text", flat=True).first()
        if text is None:
            return ""
        found = language_of(text, likely)
        row.update(language=found)
    return found
