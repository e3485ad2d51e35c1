"""An entry of a wish list gets a note, moves, or is copied."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import TooManyWishes, WishListNotFound, WishNotFound
from kontor.contexts.buyers.models import WishItem, WishList
from kontor.contexts.buyers.policy import MOST_WISHES
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer


def change_wish(
    *, viewer: Buyer, item_id: UUID, note: str | None = None, to_list: UUID | None = None, copy: bool = False
) -> None:
    """Change one entry (BUY-06); on a list that has the product already, moving only takes it off the other.

    Raises:
        WishNotFound, WishListNotFound: absent or not the viewer's.
        TooManyWishes: a copy would be one too many.
    """
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)
        mine = WishItem.objects.filter(buyer_id=viewer.buyer_id)
        item = mine.filter(id=item_id).first()
        if item is None:
            raise WishNotFound
        if note is not None:
            mine.filter(id=item.id).update(note=note.strip()[:300])
        if to_list is None or to_list == item.list_id:
            return
        if not WishList.objects.filter(buyer_id=viewer.buyer_id, id=to_list).exists():
            raise WishListNotFound
        there = mine.filter(list_id=to_list, product_id=item.product_id).exists()
        if copy:
            if mine.count() >= MOST_WISHES.int():
                raise TooManyWishes(most=MOST_WISHES.int())
            if not there:
                item.id, item.list_id = new_id(), to_list
                item.save(force_insert=True)
        elif there:
            mine.filter(id=item.id).delete()
        else:
            mine.filter(id=item.id).update(list_id=to_list)
