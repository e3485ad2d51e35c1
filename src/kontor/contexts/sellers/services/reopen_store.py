"""A store that was closed was closed wrongly."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import NotClosed
from kontor.contexts.sellers.events import StoreReopened
from kontor.contexts.sellers.models import Store, StoreState
from kontor.kernel.viewer import Operator
from kontor.platform.events import record


def reopen_store(*, viewer: Operator, store_id: UUID, state: str) -> None:
    """Bring it back to the `state` that `close_store` told (OPR-03).

    Raises:
        NotClosed: nothing has changed.
    """
    del viewer  # the audit knows who acts
    with transaction.atomic():
        if not Store.objects.filter(id=store_id, state=StoreState.CLOSED).update(state=StoreState(state)):
            raise NotClosed
        record(StoreReopened(key=store_id, store_id=store_id))
