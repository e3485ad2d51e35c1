"""The operator closes a store for what it did."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import NotClosable, StoreNotFound
from kontor.contexts.sellers.events import StoreClosed
from kontor.contexts.sellers.models import Store, StoreHiding, StoreState
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record


def close_store(*, viewer: Operator | System, store_id: UUID) -> str:
    """Close it: nobody finds it or buys its goods; orders that are placed go on, and its money stays its own (OPR-03).

    A hiding that is in force ends with it.

    Returns:
        The state to which `reopen_store` brings it back.

    Raises:
        NotClosable, StoreNotFound: nothing has changed.
    """
    with transaction.atomic():
        store = Store.objects.select_for_update().filter(id=store_id).first()
        if store is None:
            raise StoreNotFound
        if store.state == StoreState.CLOSED:
            raise NotClosable
        before = store.state
        hiding = StoreHiding.objects.filter(store_id=store_id, ended_at__isnull=True).first()
        if hiding is not None:
            before = hiding.state_before
            by = viewer.account_id if isinstance(viewer, Operator) else None
            StoreHiding.objects.filter(id=hiding.id).update(ended_at=now(), ended_by=by)
        Store.objects.filter(id=store_id).update(state=StoreState.CLOSED)
        record(StoreClosed(key=store_id, store_id=store_id))
    return before
