"""Which lists of the Seller Center keep filters, and the strip of saved ones above a list (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse

from kontor.platform import filters
from kontor.sites.seller_center.bench import Bench


@dataclass(frozen=True, slots=True)
class FilteredList:
    """A list whose state lives in its address.

    Attributes:
        name: under which its filters are kept, permanent.
        address: name of its URL.
        keys: the parts of its query string that a filter keeps: everything but the page.
        right: that opens it.
    """

    name: str
    address: str
    keys: tuple[str, ...]
    right: str


LISTS: Mapping[str, FilteredList] = {
    "orders": FilteredList(
        "seller.orders", "seller_orders", ("tab", "q", "sku", "country", "late", "from", "to"),
        "orders.view",
    ),
    "products": FilteredList(
        "seller.products", "seller_products", ("state", "category", "stock", "q"), "products.view"
    ),
}  # fmt: skip


def pairs(which: str, asked: QueryDict) -> list[tuple[str, str]]:
    """What of a query string a filter of this list keeps."""
    return [(key, said) for key in LISTS[which].keys if (said := asked.get(key, "").strip())]


def strip(bench: Bench, which: str) -> dict[str, Any]:
    """For `seller/_saved_filters.html`: the person's filters of this list, and the present state to be kept.

    One statement.
    """
    one = LISTS[which]
    now = pairs(which, bench.request.GET)
    kept = filters.saved(account_id=bench.seat.account_id, list_name=one.name, scope=bench.seat.store_id)
    address = reverse(one.address)
    return {
        "list": which,
        "query": urlencode(now),
        "unkept": bool(now) and all(sorted(parse_qsl(each.query)) != sorted(now) for each in kept),
        "saved": [
            {
                "id": each.id,
                "name": each.name,
                "href": f"{address}?{each.query}",
                "active": sorted(parse_qsl(each.query)) == sorted(now),
            }
            for each in kept
        ],
    }
