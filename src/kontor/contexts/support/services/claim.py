"""Taking a request: one person at a time (BUY-03, OPR-02)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.support.errors import HeldBySomebody
from kontor.contexts.support.models import Request
from kontor.contexts.support.saying import held
from kontor.contexts.support.telling import tell
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def claim(*, viewer: Operator, request_id: UUID) -> Request:
    """Take a request; the viewer's own stays as it is.

    Raises:
        RequestNotFound, HeldBySomebody: nothing has changed.
    """
    with transaction.atomic():
        request = held(request_id)
        if request.holder == viewer.account_id:
            return request
        if request.holder is not None:
            raise HeldBySomebody
        request.holder, request.held_at = viewer.account_id, now()
        request.save(update_fields=["holder", "held_at"])
        tell(request)
    return request
