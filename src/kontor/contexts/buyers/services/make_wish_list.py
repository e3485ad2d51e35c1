"""A new wish list."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import ListNameMissing, TooManyWishLists
from kontor.contexts.buyers.models import WishList
from kontor.contexts.buyers.policy import MOST_WISH_LISTS
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def make_wish_list(*, viewer: Buyer, name: str) -> UUID:
    """Make a list (BUY-06).

    Raises:
        ListNameMissing, TooManyWishLists.
    """
    name = " ".join(name.split())[:60]
    if not name:
        raise ListNameMissing(field="name")
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)
        mine = WishList.objects.filter(buyer_id=viewer.buyer_id)
        if mine.count() >= MOST_WISH_LISTS.int():
            raise TooManyWishLists(field="name", most=MOST_WISH_LISTS.int())
        if not mine.exists():
            WishList.objects.create(buyer_id=viewer.buyer_id, created_at=now())  # the one that needs no name
        made = WishList.objects.create(buyer_id=viewer.buyer_id, name=name, created_at=now())
    return made.id
