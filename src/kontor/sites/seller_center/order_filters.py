"""Filters of the list of orders, as they stand in its address: one reading for the list and for its export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kontor.contexts.orders.filters import SELLER_TABS, OrderFilter

LONGEST = 100  # characters that are looked for


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


def day(text: str) -> date | None:
    """A day as forms send it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
