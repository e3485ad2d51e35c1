"""A store's grade of coin activity, worked out anew (COI-14)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.coins import policy
from kontor.contexts.coins.models import CampaignStore, CoinAccount
from kontor.contexts.coins.reading import coins_moved
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.grade import grade
from kontor.contexts.search.services.note_standing import note_standing
from kontor.kernel.clock import now


def grade_store(*, store_id: UUID) -> str:
    """Measure the policy's time, keep the grade with its make-up, and tell the search, where grade A weighs more.

    Returns:
        The letter; "" for a store without a coin account.
    """
    at = now()
    since = at - timedelta(days=policy.GRADE_OVER.int())
    with transaction.atomic():
        account = CoinAccount.objects.select_for_update(of=("self",)).filter(store_id=store_id).first()
        if account is None:
            return ""
        moved = coins_moved(store_id, (books.GIVEN, books.USED, books.TAKEN), since)
        joined = CampaignStore.objects.filter(store_id=store_id, joined_at__gte=since, left_at__isnull=True).count()
        found = grade(
            given=max(0, moved[books.GIVEN] - moved[books.TAKEN]), used=moved[books.USED], joined=joined,
            full=(policy.GRADE_GIVEN.int(), policy.GRADE_USED.int(), policy.GRADE_JOINED.int()),
            weights=[weight.int() for weight in policy.GRADE_WEIGHTS], steps=[step.int() for step in policy.GRADE_FROM],
        )  # fmt: skip
        account.grade, account.grade_points, account.graded_at = found.letter, found.points, at
        account.grade_parts = [
            [piece.code, piece.measured, piece.full, piece.weight, piece.points] for piece in found.pieces
        ]
        account.save(update_fields=["grade", "grade_points", "grade_parts", "graded_at"])
        note_standing(store_id=store_id, coin_grade=found.letter)
        return found.letter
