"""A penalty of the operator's stops a store's messages (MSG-10, OPR-03)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.models import Freeze
from kontor.contexts.messaging.violating import settle
from kontor.kernel.viewer import System


def freeze_sending(*, viewer: System, store_id: UUID, cause: str, until: datetime) -> None:
    """Let `cause` keep the store from sending until then. The same cause again changes nothing."""
    del viewer
    with transaction.atomic():
        desk = hold_desk(store_id, alone=True)
        Freeze.objects.get_or_create(cause=cause, defaults={"store_id": store_id, "until": until})
        settle(desk)
