"""The day on which a hidden store comes back is another one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import HidingTooLong, NotHidden
from kontor.contexts.sellers.models import Store, StoreHiding, StoreState
from kontor.contexts.sellers.policy import HIDDEN_AT_MOST
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System


def move_hiding_end(*, viewer: Operator | System, store_id: UUID, until: datetime) -> StoreHiding:
    """Hide a hidden store for longer, or for less: a second penalty came, or one of two was taken back (OPR-03).

    Raises:
        HidingTooLong: further away than the policy allows from this moment.
        NotHidden: nothing has changed.
    """
    del viewer  # both may; the audit knows who acts
    most = HIDDEN_AT_MOST.int()
    if until > now() + timedelta(days=most):
        raise HidingTooLong(most=most)
    with transaction.atomic():
        store = Store.objects.select_for_update().filter(id=store_id, state=StoreState.HIDDEN).first()
        hiding = StoreHiding.objects.filter(store_id=store_id, ended_at__isnull=True).first()
        if store is None or hiding is None:
            raise NotHidden
        hiding.until = until
        hiding.save(update_fields=["until"])
    return hiding
