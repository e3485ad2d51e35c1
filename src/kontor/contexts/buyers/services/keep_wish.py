"""Something is kept on a wish list."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.buyers.errors import TooManyWishes, WishListNotFound
from kontor.contexts.buyers.models import WishItem, WishList
from kontor.contexts.buyers.policy import MOST_WISHES
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


@dataclass(frozen=True, slots=True)
class Wished:
    """A product to keep: its price of today, in the store's currency, is noted."""

    product_id: UUID
    number: int
    price: Money


def keep_wish(*, viewer: Buyer, wished: list[Wished], list_id: UUID | None = None, note: str = "") -> int:
    """Keep products on a list, by default the first one, which is made when there is none (BUY-06). Safe to repeat.

    Returns:
        How many were not on that list before.

    Raises:
        WishListNotFound: absent or not the viewer's.
        TooManyWishes: the buyer keeps as many as one may.
    """
    if not wished:
        return 0
    with transaction.atomic():
        Account.objects.select_for_update().only("id").get(pk=viewer.buyer_id)  # one writer per buyer's lists
        target = _list(viewer, list_id)
        mine = WishItem.objects.filter(buyer_id=viewer.buyer_id)
        known = set(mine.filter(list=target).values_list("product_id", flat=True))
        fresh = [one for one in wished if one.product_id not in known]
        if mine.count() + len(fresh) > MOST_WISHES.int():
            raise TooManyWishes(most=MOST_WISHES.int())
        WishItem.objects.bulk_create(
            WishItem(
                list=target, buyer_id=viewer.buyer_id, product_id=one.product_id, product_number=one.number,
                price_minor=one.price.minor, currency=one.price.currency, note=note[:300], added_at=now(),
            )
            for one in fresh
        )  # fmt: skip
    return len(fresh)


def _list(viewer: Buyer, list_id: UUID | None) -> WishList:
    mine = WishList.objects.filter(buyer_id=viewer.buyer_id)
    found = mine.filter(id=list_id).first() if list_id else mine.order_by("created_at", "id").first()
    if found is None and list_id:
        raise WishListNotFound
    return found or WishList.objects.create(buyer_id=viewer.buyer_id, created_at=now())
