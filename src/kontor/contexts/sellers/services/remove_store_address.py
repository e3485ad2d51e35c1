"""A store takes an address away."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.sellers.errors import StoreAddressNotFound
from kontor.contexts.sellers.models import StoreAddress
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def remove_store_address(*, seat: Seat, address_id: UUID) -> None:
    """Remove it; papers that name it keep it (TRD-01).

    Raises:
        RightMissing: without `settings.store`.
        StoreAddressNotFound: absent or another store's.
    """
    require(seat, "settings.store")
    gone, _by_table = StoreAddress.objects.filter(store_id=seat.store_id, id=address_id).delete()
    if not gone:
        raise StoreAddressNotFound
