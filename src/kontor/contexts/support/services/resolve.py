"""A request is done (BUY-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.support.errors import BuyerStillWaits, NotHeld
from kontor.contexts.support.lifecycle import REQUEST
from kontor.contexts.support.saying import held
from kontor.contexts.support.telling import tell
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator


def resolve(*, viewer: Operator, request_id: UUID) -> None:
    """Close a request whose buyer has an answer. The buyer can write again, which opens it.

    Raises:
        RequestNotFound, NotHeld, BuyerStillWaits, MoveRefused: nothing has changed.
    """
    with transaction.atomic():
        request = held(request_id)
        if request.holder != viewer.account_id:
            raise NotHeld
        if request.waiting_since is not None:
            raise BuyerStillWaits
        request.state = REQUEST.check("resolve", request.state, Actor.OPERATOR).target
        request.resolved_at = now()
        request.save(update_fields=["state", "resolved_at"])
        tell(request)
