"""Filters of the list of orders, as they stand in its address: one reading for the list and for its export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.filters import SELLER_TABS, OrderFilter
from kontor.sites.seller_center.bench import Bench

LONGEST = 100  # characters that are looked for
_DIGITS = 19  # of a number that the database can hold


def chosen(asked: Mapping[str, str], tab: str = "all") -> OrderFilter:
    """What a query string says; `tab` when it names none that there is."""
    named = asked.get("tab", "")
    text = asked.get("q", "").strip()[:LONGEST]
    if named not in SELLER_TABS:
        named = "all" if text else tab
    return OrderFilter(
        tab=named,
        text=text,
        sku=asked.get("sku", "").strip()[:40],
        country=asked.get("country", "").strip()[:2].upper(),
        late=asked.get("late") == "1",
        placed_from=day(asked.get("from", "")),
        placed_to=day(asked.get("to", "")),
    )


def picked(bench: Bench, form: QueryDict, most: int) -> list[UUID]:
    """Ids of the orders that a form names: those ticked, or all that fit the filter of its list, at most `most`."""
    if form.get("all") == "1":
        return orders.store_order_ids(bench.seat, chosen(asked(form), tab="to_ship"), most)
    numbers = [int(text) for text in form.getlist("order") if text.isdecimal() and len(text) < _DIGITS]
    found = orders.ids_of(bench.seat, numbers[:most])
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


def asked(form: QueryDict) -> QueryDict:
    """The filter of the list that a form comes from."""
    return QueryDict(form.get("query", "")[:2000])


def back(form: QueryDict) -> str:
    """The list that a form comes from, filtered as it was."""
    query = asked(form).urlencode()
    return reverse("seller_orders") + (f"?{query}" if query else "")


def day(text: str) -> date | None:
    """A day as forms send it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
