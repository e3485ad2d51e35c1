"""A person takes back what a program was allowed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.ending import end_grants
from kontor.contexts.integrations.errors.programs import GrantNotFound
from kontor.contexts.integrations.models import Ending, Grant
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def end_grant(*, seat: Seat, grant_id: UUID) -> None:
    """End a grant in the seat's store, whoever gave it; the program can do nothing from the next call on.

    Raises:
        RightMissing: without `settings.programs`.
        GrantNotFound: the store has none of this id in force.
    """
    require(seat, "settings.programs")
    with transaction.atomic():
        mine = Grant.objects.filter(store_id=seat.store_id, id=grant_id, opened_at__isnull=False, ended_at__isnull=True)
        ids = list(mine.values_list("id", flat=True))
        if not end_grants(ids, Ending.BY_PERSON, moment=now(), by_account_id=seat.account_id):
            raise GrantNotFound
