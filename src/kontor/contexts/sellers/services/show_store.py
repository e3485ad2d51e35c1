"""A hidden store comes back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import NotHidden
from kontor.contexts.sellers.events import StoreShown
from kontor.contexts.sellers.models import Store, StoreHiding, StoreState
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record


def show_store(*, viewer: Operator | System, store_id: UUID) -> None:
    """End a store's hiding: by the operator at any time, by the clock when its time is over (ACC-41).

    Raises:
        NotHidden: nothing has changed.
    """
    with transaction.atomic():
        store = Store.objects.select_for_update().filter(id=store_id, state=StoreState.HIDDEN).first()
        hiding = StoreHiding.objects.filter(store_id=store_id, ended_at__isnull=True).first()
        if store is None or hiding is None:
            raise NotHidden
        by = viewer.account_id if isinstance(viewer, Operator) else None
        StoreHiding.objects.filter(id=hiding.id).update(ended_at=now(), ended_by=by)
        Store.objects.filter(id=store_id).update(state=hiding.state_before)
        record(StoreShown(key=store_id, store_id=store_id, hiding_id=hiding.id))
