"""The time of a consequence is over: the store may write again, or is found again (OPR-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import hold, over
from kontor.contexts.governance.models import Consequence
from kontor.contexts.governance.news import tell_over
from kontor.kernel.clock import now
from kontor.kernel.viewer import System


def end_consequence(*, viewer: System, store_id: UUID, consequence_id: UUID) -> bool:
    """End it when it is due, and tell the store's people. Safe to repeat.

    Returns:
        Whether it has ended now.
    """
    with transaction.atomic():
        hold(store_id)
        due = Consequence.objects.filter(id=consequence_id, store_id=store_id, ended_at__isnull=True, until__lte=now())
        consequence = due.select_related("violation__store").first()
        if consequence is None:
            return False
        over(viewer=viewer, consequence=consequence)
        tell_over(consequence.violation, consequence)
    return True
