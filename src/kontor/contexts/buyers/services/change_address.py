"""A buyer corrects an address."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import AddressNotFound
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.prepare import prepare
from kontor.contexts.buyers.services.promote import promote
from kontor.contexts.buyers.services.tell_door import tell_door
from kontor.kernel.viewer import Buyer


def change_address(*, viewer: Buyer, address_id: UUID, draft: Draft) -> Address:
    """Store the draft in the address's place. Orders keep the address with which they were placed.

    Raises:
        AddressNotFound: absent or not the viewer's.
        Refusals: everything that does not hold, each at its field; nothing has changed.
    """
    columns = prepare(draft=draft)
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)
        address = Address.objects.filter(buyer_id=viewer.buyer_id, id=address_id, removed_at=None).first()
        if address is None:
            raise AddressNotFound
        left = address.country
        moved = left != columns["country"]
        for name, value in columns.items():
            setattr(address, name, value)
        if moved:
            address.is_default = False
        address.save()
        if moved:
            promote(buyer_id=viewer.buyer_id, country=left)
            promote(buyer_id=viewer.buyer_id, country=address.country)
            address.refresh_from_db()
        tell_door(address=address)
    return address
