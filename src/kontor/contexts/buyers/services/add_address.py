"""A buyer writes a new address into the book."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import TooManyAddresses
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.policy import MOST_ADDRESSES
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.prepare import prepare
from kontor.contexts.buyers.services.tell_door import tell_door
from kontor.kernel.viewer import Buyer


def add_address(*, viewer: Buyer, draft: Draft, is_default: bool = False) -> Address:
    """Store an address; the first one of a country is its default (BUY-11).

    Raises:
        Refusals: everything that does not hold, each at its field.
        TooManyAddresses: the book is full.
    """
    columns = prepare(draft=draft)
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)  # one writer per book
        book = Address.objects.filter(buyer_id=viewer.buyer_id, removed_at=None)
        if book.count() >= MOST_ADDRESSES.int():
            raise TooManyAddresses(most=MOST_ADDRESSES.int())
        defaults = book.filter(country=columns["country"], is_default=True)
        if is_default:
            defaults.update(is_default=False)
        address = Address.objects.create(
            buyer_id=viewer.buyer_id, is_default=is_default or not defaults.exists(), **columns
        )
        tell_door(address=address)
    return address
