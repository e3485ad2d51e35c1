"""A freeze ends: its time is over, or it was taken back (MSG-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kontor.contexts.messaging.events import SendingThawed
from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.models import Freeze
from kontor.contexts.messaging.violating import settle
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.events import record


def thaw_sending(*, viewer: System, store_id: UUID, cause: str = "", prefix: str = "") -> bool:
    """End the freezes of a store whose time is over; besides the one called `cause`, or all that begin with `prefix`.

    Returns:
        Whether the store may send now, and could not before.
    """
    del viewer
    moment = now()
    ends = Q(until__lte=moment)
    if cause:
        ends |= Q(cause=cause)
    if prefix:
        ends |= Q(cause__startswith=prefix)
    with transaction.atomic():
        desk = hold_desk(store_id, alone=True)
        ended = Freeze.objects.filter(ends, store_id=store_id, ended_at__isnull=True).update(ended_at=moment)
        settle(desk)
        thawed = bool(ended) and desk.frozen_until is None
        if thawed:
            record(SendingThawed(key=store_id, store_id=store_id))
    return thawed
