"""Reads of wish lists and followed stores, each for its owner; a shared list for who has its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from kontor.contexts.buyers.errors import WishListNotFound
from kontor.contexts.buyers.models import Follow, WishItem, WishList
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer

SORTS = {"newest": "-added_at", "oldest": "added_at", "cheapest": "price_minor", "dearest": "-price_minor"}


@dataclass(frozen=True, slots=True)
class ListView:
    """One list; the first one has no name of its own."""

    id: UUID
    name: str
    count: int
    share_key: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One entry, with the price noted when it was kept (store's currency)."""

    id: UUID
    product_id: UUID
    number: int
    noted: Money
    note: str
    added_at: datetime


def lists(viewer: Buyer) -> list[ListView]:
    """The viewer's lists, the first one first."""
    rows = WishList.objects.filter(buyer_id=viewer.buyer_id).annotate(many=Count("items")).order_by("created_at", "id")
    return [ListView(row.id, row.name, row.many, row.share_key or "") for row in rows]


def items(viewer: Buyer, list_id: UUID, *, sort: str = "newest", after: int = 0, size: int = 60) -> list[ItemView]:
    """The entries of one of the viewer's lists; a list holds few enough to be shown by `size` from `after` on."""
    rows = WishItem.objects.filter(buyer_id=viewer.buyer_id, list_id=list_id)
    return [_item(row) for row in rows.order_by(SORTS.get(sort, "-added_at"), "-id")[after : after + size]]


def shared(key: str, *, size: int = 200) -> tuple[str, list[ItemView]]:
    """A list by its link: its name and its entries, without notes and without its owner. Public.

    Raises:
        WishListNotFound: no such link, or it was taken back.
    """
    row = WishList.objects.filter(share_key=key).first() if key else None
    if row is None:
        raise WishListNotFound
    found = [_item(item) for item in WishItem.objects.filter(list=row).order_by("-added_at", "-id")[:size]]
    return row.name, [ItemView(i.id, i.product_id, i.number, i.noted, "", i.added_at) for i in found]


def wished_numbers(viewer: Buyer) -> frozenset[int]:
    """Numbers of all products that the viewer keeps: one statement for all hearts of a page."""
    return frozenset(WishItem.objects.filter(buyer_id=viewer.buyer_id).values_list("product_number", flat=True))


def follows(viewer: Buyer, store_id: UUID) -> bool:
    """Whether the viewer follows the store."""
    return Follow.objects.filter(buyer_id=viewer.buyer_id, store_id=store_id).exists()


def followed(viewer: Buyer, *, size: int = 200) -> list[UUID]:
    """Ids of the stores that the viewer follows, latest first."""
    rows = Follow.objects.filter(buyer_id=viewer.buyer_id).order_by("-since", "-store_id")
    return list(rows.values_list("store_id", flat=True)[:size])


def _item(row: WishItem) -> ItemView:
    noted = Money(row.price_minor, row.currency)
    return ItemView(row.id, row.product_id, row.product_number, noted, row.note, row.added_at)
