"""Giving a request back (BUY-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.support.errors import NotHeld
from kontor.contexts.support.saying import held
from kontor.contexts.support.telling import tell
from kontor.kernel.viewer import Operator


def release(*, viewer: Operator, request_id: UUID) -> None:
    """Give a request back, so that anybody can take it; the buyer's waiting goes on.

    Raises:
        RequestNotFound, NotHeld: nothing has changed.
    """
    with transaction.atomic():
        request = held(request_id)
        if request.holder != viewer.account_id:
            raise NotHeld
        request.holder = request.held_at = None
        request.save(update_fields=["holder", "held_at"])
        tell(request)
