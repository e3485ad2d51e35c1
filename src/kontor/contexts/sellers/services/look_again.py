"""A business's owner has bound a phone, or switched the second step on: what waited for it goes on (SEL-06)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.lifecycle import BusinessState
from kontor.contexts.sellers.models import Business, Store, StoreState
from kontor.contexts.sellers.services.open_for_business import open_for_business
from kontor.contexts.sellers.stages import rows_of, settle

_OPEN = (BusinessState.DRAFT, BusinessState.SENT_BACK)


def look_again(*, account_id: UUID) -> int:
    """Look again at what the owner's account proves.

    Returns:
        How many stores opened by it.
    """
    opened = 0
    with transaction.atomic():
        for business in Business.objects.select_for_update().filter(owner_id=account_id).order_by("id"):
            if business.state in _OPEN:
                settle(business, rows_of(business))
            for store in Store.objects.filter(business=business, state=StoreState.OPENING).order_by("id"):
                opened += open_for_business(store_id=store.id)
    return opened
