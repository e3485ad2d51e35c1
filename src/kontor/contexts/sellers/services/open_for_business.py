"""A store that was set up opens by itself once nothing hinders it (SEL-06)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.business_news import tell_open
from kontor.contexts.sellers.business_queries import hindrances
from kontor.contexts.sellers.events import StoreWentLive
from kontor.contexts.sellers.models import Store, StoreState
from kontor.platform.events import record


def open_for_business(*, store_id: UUID) -> bool:
    """Open it when its business is verified, the owner's phone is bound and the second step is on.

    Returns:
        Whether it was opened now.
    """
    with transaction.atomic():
        store = Store.objects.select_for_update().filter(id=store_id, state=StoreState.OPENING).first()
        if store is None or hindrances(store_id):
            return False
        Store.objects.filter(id=store_id).update(state=StoreState.OPEN)
        record(StoreWentLive(key=store_id, store_id=store_id))
        tell_open(store)
    return True
