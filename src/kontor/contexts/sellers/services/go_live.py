"""Somebody wants the store open (SEL-06)."""

from __future__ import annotations

from django.utils.translation import gettext

from kontor.contexts.sellers.business_errors import NotLiveYet
from kontor.contexts.sellers.business_queries import hindrances
from kontor.contexts.sellers.models import Store, StoreState
from kontor.contexts.sellers.queries import require
from kontor.contexts.sellers.services.open_for_business import open_for_business
from kontor.contexts.sellers.stages import RIGHT
from kontor.kernel.viewer import Seat


def go_live(*, seat: Seat) -> bool:
    """Open the store.

    Returns:
        Whether it was opened now; a store that is open already stays so.

    Raises:
        NotLiveYet: names what is to be done first.
        RightMissing: without `settings.business`.
    """
    require(seat, RIGHT)
    if not Store.objects.filter(id=seat.store_id, state=StoreState.OPENING).exists():
        return False
    hinders = hindrances(seat.store_id)
    if hinders:
        raise NotLiveYet(steps=", ".join(gettext(each.what) for each in hinders))
    return open_for_business(store_id=seat.store_id)
