"""Reads of wish lists and followed stores, each for its owner; a shared list for who has its link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from django.db.models import Case, Count, DecimalField, Q, Value, When
from django.db.models.functions import Cast

from kontor.contexts.buyers.errors import WishListNotFound
from kontor.contexts.buyers.models import Follow, WishItem, WishList
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer

PAGE = 48  # entries of a list on a page
SORTS = {"newest": "-added_at", "oldest": "added_at", "cheapest": "worth", "dearest": "-worth"}


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


def items(
    viewer: Buyer,
    list_id: UUID,
    *,
    sort: str = "newest",
    after: str = "",
    size: int = PAGE,
    factors: Mapping[str, Decimal] = MappingProxyType({}),
) -> tuple[list[ItemView], str]:
    """`size` entries of one of the viewer's lists, in the order of `SORTS`: one statement.

    Args:
        after: the key with which the page before ended; one that is not ours begins anew.
        factors: what a minor unit of each currency is worth, to sort by price across currencies.

    Returns:
        The entries, and the key with which the next page begins; "" when there is none.
    """
    order = SORTS.get(sort, SORTS["newest"])
    name, down = order.lstrip("-"), order.startswith("-")
    rows = WishItem.objects.filter(buyer_id=viewer.buyer_id, list_id=list_id)
    if name == "worth":
        rows = rows.annotate(worth=_worth(factors))
    if key := _key(after, name):
        value, last = key
        sign = "lt" if down else "gt"
        rows = rows.filter(Q(**{f"{name}__{sign}": value}) | Q(**{name: value, f"id__{sign}": last}))
    found = list(rows.order_by(order, "-id" if down else "id")[: size + 1])
    more = found[size - 1] if len(found) > size else None
    return [_item(row) for row in found[:size]], f"{_text(getattr(more, name))}~{more.id}" if more else ""


def _worth(factors: Mapping[str, Decimal]) -> Case:
    """The noted price in one unit for all; currencies without a factor by their own minor units."""
    exact: DecimalField[Decimal, Decimal] = DecimalField(max_digits=40, decimal_places=12)
    whens = [
        When(currency=code, then=Cast("price_minor", exact) * Value(factor, output_field=exact))
        for code, factor in factors.items()
    ]
    return Case(*whens, default=Cast("price_minor", exact), output_field=exact)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _key(text: str, name: str) -> tuple[datetime | Decimal, UUID] | None:
    value, _, last = text.partition("~")
    try:
        if name == "added_at":
            moment = datetime.fromisoformat(value)
            return (moment, UUID(last)) if moment.tzinfo else None
        worth = Decimal(value)
        return (worth, UUID(last)) if worth.is_finite() else None
    except (ValueError, ArithmeticError):
        return None


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
