"""Taking what has waited longest (BUY-03, OPR-02)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.support.errors import NobodyWaits
from kontor.contexts.support.models import Request
from kontor.contexts.support.telling import tell
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def claim_oldest(*, viewer: Operator) -> Request:
    """Take the request whose buyer has waited longest of those that nobody has taken.

    Raises:
        NobodyWaits: nothing has changed.
    """
    with transaction.atomic():
        free = Request.objects.select_for_update(skip_locked=True).filter(waiting_since__isnull=False, holder=None)
        request = free.order_by("waiting_since", "id").first()
        if request is None:
            raise NobodyWaits
        request.holder, request.held_at = viewer.account_id, now()
        request.save(update_fields=["holder", "held_at"])
        tell(request)
    return request
