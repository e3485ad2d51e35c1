"""Something is taken off a wish list."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.models import WishItem
from kontor.kernel.viewer import Buyer


def drop_wish(*, viewer: Buyer, item_id: UUID | None = None, number: int | None = None) -> int:
    """Take one entry off, or a product off all of the viewer's lists (BUY-06).

    Returns:
        How many entries there were: none when they are not the viewer's.
    """
    with transaction.atomic():
        mine = WishItem.objects.filter(buyer_id=viewer.buyer_id)
        mine = mine.filter(id=item_id) if item_id else mine.filter(product_number=number or 0)
        return mine.delete()[0]
