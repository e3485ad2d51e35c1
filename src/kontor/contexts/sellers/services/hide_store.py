"""A store is taken out of sight."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import HidingNeedsReason, HidingTooLong, NotHideable, StoreNotFound
from kontor.contexts.sellers.events import StoreHidden
from kontor.contexts.sellers.models import Store, StoreHiding, StoreState
from kontor.contexts.sellers.policy import HIDDEN_AT_MOST
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record

_LONGEST = 1000  # characters of a reason


def hide_store(
    *, viewer: Operator | System, store_id: UUID, days: int, reason: str, penalty: bool = False,
    until: datetime | None = None,
) -> StoreHiding:  # fmt: skip
    """Hide a store for `days`: nobody finds or buys its goods, orders that are placed go on (ACC-41).

    `show_store` ends it, and so does its time. Governance enters it into its register and tells the store's people.

    Args:
        penalty: governance itself asks for it and has entered it already; without, it is for reading buyers' data.
        until: the moment within the last of the days at which it ends, where that is another one than now's.

    Raises:
        HidingTooLong: not within the policy's bounds.
        HidingNeedsReason: nothing is told in words.
        NotHideable: it is hidden or closed already.
        StoreNotFound: there is none.
    """
    most, words = HIDDEN_AT_MOST.int(), reason.strip()[:_LONGEST]
    if not 1 <= days <= most:
        raise HidingTooLong(field="days", most=most)
    if not words:
        raise HidingNeedsReason(field="reason")
    with transaction.atomic():
        store = Store.objects.select_for_update().filter(id=store_id).first()
        if store is None:
            raise StoreNotFound
        if store.state not in (StoreState.OPEN, StoreState.HOLIDAY):
            raise NotHideable
        moment = now()
        hiding = StoreHiding.objects.create(
            store=store, reason=words, state_before=store.state, at=moment,
            by_id=viewer.account_id if isinstance(viewer, Operator) else None,
            until=until or moment + timedelta(days=days),
        )  # fmt: skip
        Store.objects.filter(id=store_id).update(state=StoreState.HIDDEN)
        record(StoreHidden(key=store_id, store_id=store_id, hiding_id=hiding.id, penalty=penalty))
    return hiding
