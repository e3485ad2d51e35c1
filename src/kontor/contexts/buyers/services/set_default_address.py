"""A buyer chooses where parcels to a country go by default."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import AddressNotFound
from kontor.contexts.buyers.models import Address
from kontor.kernel.viewer import Buyer


def set_default_address(*, viewer: Buyer, address_id: UUID) -> None:
    """Make the address the default of its country (BUY-11).

    Raises:
        AddressNotFound: absent or not the viewer's.
    """
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)
        book = Address.objects.filter(buyer_id=viewer.buyer_id, removed_at=None)
        address = book.filter(id=address_id).first()
        if address is None:
            raise AddressNotFound
        book.filter(country=address.country, is_default=True).update(is_default=False)
        Address.objects.filter(pk=address.pk).update(is_default=True)
