"""A wish list gets another name, a link to share, loses it, or goes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.errors import WishListNotFound
from kontor.contexts.buyers.models import WishList
from kontor.kernel.ids import token
from kontor.kernel.viewer import Buyer


def change_wish_list(
    *, viewer: Buyer, list_id: UUID, name: str | None = None, share: bool | None = None, remove: bool = False
) -> None:
    """Change one list (BUY-06). A link that was taken back never works again: sharing anew makes another.

    Raises:
        WishListNotFound: absent or not the viewer's.
    """
    with transaction.atomic():
        row = WishList.objects.select_for_update().filter(buyer_id=viewer.buyer_id, id=list_id).first()
        if row is None:
            raise WishListNotFound
        if remove:
            row.delete()
            return
        if name is not None:
            row.name = " ".join(name.split())[:60]
        if share is not None and share != bool(row.share_key):
            row.share_key = token(24) if share else None
        row.save(update_fields=["name", "share_key"])
