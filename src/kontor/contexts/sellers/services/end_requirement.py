"""The operator no longer asks for something (SEL-01)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.models import AskedFor
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def end_requirement(*, viewer: Operator, requirement_id: UUID) -> bool:
    """Nobody is asked for it any more; what was sent stays with the businesses that sent it.

    Returns:
        Whether it was asked for.
    """
    with transaction.atomic():
        rows = AskedFor.objects.filter(id=requirement_id, ended_at__isnull=True)
        return bool(rows.update(ended_at=now(), ended_by=viewer.account_id))
