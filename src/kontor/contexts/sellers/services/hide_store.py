"""The operator takes a store out of sight."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.errors import HidingNeedsReason, HidingTooLong, NotHideable, StoreNotFound
from kontor.contexts.sellers.events import StoreHidden
from kontor.contexts.sellers.models import Store, StoreHiding, StoreState
from kontor.contexts.sellers.policy import HIDDEN_AT_MOST
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.events import record

_LONGEST = 1000  # characters of a reason


def hide_store(*, viewer: Operator, store_id: UUID, days: int, reason: str) -> StoreHiding:
    """Hide a store for `days`: nobody finds or buys its goods, orders that are placed go on (ACC-41).

    Its people are told why and until when. `show_store` ends it, and so does its time.

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
            store=store, reason=words, state_before=store.state, by_id=viewer.account_id, at=moment,
            until=moment + timedelta(days=days),
        )  # fmt: skip
        Store.objects.filter(id=store_id).update(state=StoreState.HIDDEN)
        record(StoreHidden(key=store_id, store_id=store_id, hiding_id=hiding.id))
        values = {"store": store.name, "reason": words, "day": hiding.until.date().isoformat()}
        cause = f"sellers.hidden:{hiding.id}"
        notify_many(
            news=[News(person, "store_hidden", values, cause) for person in members_with(store_id, "settings.store")]
        )
    return hiding
