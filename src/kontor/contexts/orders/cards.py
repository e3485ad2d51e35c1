"""Rows of order lists, and the one way to read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.names import masked as nickname
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.shapes import Card
from kontor.kernel.money import Money

COLUMNS = """so.store_id, so.id, so.number, so.buyer_order_number, so.state, st.name, st.slug, so.buyer_id,
  so.total_minor, so.currency, so.store_goods_minor - so.store_rebate_minor + so.store_shipping_minor,
  so.store_currency, so.line_count,
  so.first_title, so.first_picture, so.ship_to_country, so.placed_at, so.ship_by, so.receive_by, so.expected_to"""
CARD = 20  # how many they are


def card(row: tuple[Any, ...], pay_by: Any = None) -> Card:
    """A row of `COLUMNS` as a card; `pay_by` only while there is something to pay."""
    return Card(
        store_id=row[0], order_id=row[1], number=row[2], buyer_order_number=row[3], state=row[4], store_name=row[5],
        store_slug=row[6], buyer_id=row[7], total=Money(row[8], row[9].strip()),
        store_total=Money(row[10], row[11].strip()), line_count=row[12], title=row[13], picture=row[14],
        ship_to_country=row[15], placed_at=row[16], ship_by=row[17], receive_by=row[18], expected_to=row[19],
        pay_by=pay_by if row[4] == State.PLACED else None,
    )  # fmt: skip


def select(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """What the statement selects."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def masked(cards: list[Card]) -> list[Card]:
    """The cards with the buyers' masked nicknames: all that anybody but the buyer sees (ACC-40)."""
    people = Account.objects.filter(id__in={known.buyer_id for known in cards})
    shown = {
        account: nickname(given, family)
        for account, given, family in people.values_list("id", "given_name", "family_name")
    }
    return [replace(known, nickname=shown.get(known.buyer_id, nickname("", ""))) for known in cards]
