"""A buyer takes an address out of the book."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import AddressNotFound
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.services.promote import promote
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def remove_address(*, viewer: Buyer, address_id: UUID) -> None:
    """Take the address out; its country gets another default where there is one left.

    Raises:
        AddressNotFound: absent or not the viewer's.
    """
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)
        address = Address.objects.filter(buyer_id=viewer.buyer_id, id=address_id, removed_at=None).first()
        if address is None:
            raise AddressNotFound
        Address.objects.filter(pk=address.pk).update(removed_at=now(), is_default=False)
        promote(buyer_id=viewer.buyer_id, country=address.country)
