"""A store enters where it ships from, or where goods come back to."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.prepare import prepare
from kontor.contexts.sellers.addresses import ORIGIN, RETURN
from kontor.contexts.sellers.errors import StoreAddressNotFound, TooManyReturnAddresses
from kontor.contexts.sellers.models import Store, StoreAddress
from kontor.contexts.sellers.policy import RETURN_ADDRESSES
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def save_store_address(*, seat: Seat, draft: Draft, purpose: str = RETURN, address_id: UUID | None = None) -> UUID:
    """Keep an address by its country's form (TRD-01): one that is known, the one of origin, or one more for returns.

    Papers that are issued keep the address that they were issued with.

    Args:
        purpose: of a new one; a known one keeps its own.
        address_id: which is changed; None: the one of origin when `purpose` is that, else a new one.

    Returns:
        Its id.

    Raises:
        RightMissing: without `settings.store`.
        Refusals: everything that does not hold, each at its field.
        StoreAddressNotFound: `address_id` is none of this store.
        TooManyReturnAddresses.
    """
    require(seat, "settings.store")
    lines = prepare(draft=draft)
    with transaction.atomic():
        Store.objects.select_for_update().only("id").get(id=seat.store_id)  # one writer of a store's addresses
        known = StoreAddress.objects.filter(store_id=seat.store_id)
        if address_id is not None:
            row = known.filter(id=address_id).first()
            if row is None:
                raise StoreAddressNotFound
        else:
            row = known.filter(purpose=ORIGIN).first() if purpose == ORIGIN else None
        if row is None:
            if purpose == RETURN and known.filter(purpose=RETURN).count() >= RETURN_ADDRESSES.int():
                raise TooManyReturnAddresses(most=RETURN_ADDRESSES.int())
            row = StoreAddress(store_id=seat.store_id, purpose=purpose)
        row.lines = lines
        row.save()
    return row.id
