"""What coins brought a store, in figures of its own orders, and whether they suit it (COI-17, COI-18)."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.coins.queries import report_sql as sql
from kontor.contexts.coins.reading import coins_moved
from kontor.contexts.coins.rules import books
from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.pricing.queries import rates
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat

_ALL = (books.GIVEN, books.USED, books.EXPIRED, books.TAKEN)


@dataclass(frozen=True, slots=True)
class Side:
    """Orders with coins, or without: how many, their average value, and how many of a thousand had money sent back."""

    orders: int
    average: Money
    refunded_permille: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFigures:
    """What a scene cost and brought. `cost`: of coins used; `roi_percent`: sold for each yuan, None without cost."""

    id: UUID
    name: str
    kind: str
    given: int
    used: int
    buyers: int
    new_buyers: int
    cost: Money
    per_new_buyer: Money | None
    sold: Money
    roi_percent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A store's coins over some days.

    Attributes:
        used_permille: of coins given, ever since.
        again: buyers who bought again within thirty days, of a thousand: with coins, without; None without buyers.
        categories: [(names by language, permille of the coins used on the store's goods)].
        drift: what the yuan has cost more (negative) since the coins were given, in the store's currency.
    """

    days: int
    moved: Mapping[str, int]
    outstanding: int
    used_permille: int
    with_coins: Side
    without: Side
    again: tuple[int | None, int | None]
    scenes: Sequence[SceneFigures]
    categories: Sequence[tuple[Mapping[str, str], int]]
    drift: Money


def report(seat: Seat, *, days: int = 30) -> Report:
    """The store's figures of the last `days`: nine statements, whatever their number of orders.

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    until = now()
    since = until - timedelta(days=days)
    values = {"store": seat.store_id, "since": since, "until": until}
    ever = coins_moved(seat.store_id, _ALL)
    given = max(0, ever[books.GIVEN] - ever[books.TAKEN])
    sides = _sides(_rows(sql.COMPARED, values))
    again = {with_coins: 1000 * back // many for with_coins, many, back in _rows(sql.AGAIN, values) if many}
    return Report(
        days=days, moved=coins_moved(seat.store_id, _ALL, since),
        outstanding=given - ever[books.USED] - ever[books.EXPIRED],
        used_permille=1000 * ever[books.USED] // given if given else 0, with_coins=sides[True], without=sides[False],
        again=(again.get(True), again.get(False)), scenes=[_scene(row) for row in _rows(sql.SCENES, values)],
        categories=_categories(_rows(sql.CATEGORIES, values)), drift=_drift(seat.store_id, _rows(sql.DRIFT, values)),
    )  # fmt: skip


def _rows(text: str, values: Mapping[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def _yuan(minor: int, currency: str) -> Money:
    return Money(minor, currency).convert(rates().rate(currency, "CNY").value, "CNY")


def _sides(rows: Sequence[Any]) -> dict[bool, Side]:
    found = {}
    for wanted in (True, False):
        mine = [row for row in rows if row[0] is wanted]
        orders = sum(row[1] for row in mine)
        worth = sum(_yuan(row[3], row[2]).minor for row in mine)
        refunded = sum(row[4] for row in mine)
        average = Money(worth // orders if orders else 0, "CNY")
        found[wanted] = Side(orders, average, 1000 * refunded // orders if orders else 0)
    return found


def _scene(row: Any) -> SceneFigures:
    identity, name, kind, given, used, buyers, fresh, sold = row
    worth = sum(_yuan(minor, currency).minor for currency, minor in (json.loads(sold) if sold else {}).items())
    return SceneFigures(
        id=identity, name=name, kind=kind, given=given, used=used, buyers=buyers, new_buyers=fresh,
        cost=Money(used, "CNY"), per_new_buyer=Money(used // fresh, "CNY") if fresh else None,
        sold=Money(worth, "CNY"), roi_percent=100 * worth // used if used else None,
    )  # fmt: skip


def _categories(rows: Sequence[Any]) -> list[tuple[Mapping[str, str], int]]:
    sums: dict[int, Decimal] = {}
    names: dict[int, Mapping[str, str]] = {}
    for category, spoken, coins, part, whole in rows:
        names[category] = json.loads(spoken)
        if whole:
            sums[category] = sums.get(category, Decimal(0)) + Decimal(coins) * part / whole
    total = sum(sums.values())
    order = sorted(sums, key=lambda category: (-sums[category], category))
    return [(names[category], int(1000 * sums[category] / total)) for category in order] if total else []


def _drift(store_id: UUID, rows: Sequence[Any]) -> Money:
    """Cost at the rate of the day of the grant less cost at that of the day of use: a loss is negative."""
    currency = Store.objects.values_list("currency", flat=True).get(id=store_id)
    if currency == "CNY" or not rows:
        return Money.zero(currency)
    table: dict[str, list[tuple[date, Decimal]]] = {}
    wanted = ExchangeRate.objects.filter(currency__in=("CNY", currency)).order_by("day")
    for day, unit, per_usd in wanted.values_list("day", "currency", "per_usd"):
        table.setdefault(unit, []).append((day, per_usd))
    loss = Decimal(0)
    for given, used, coins in rows:
        loss += Decimal(coins) / 100 * (_rate(table, currency, given) - _rate(table, currency, used))
    return Money.of(loss, currency)


def _rate(table: Mapping[str, Sequence[tuple[date, Decimal]]], currency: str, day: date) -> Decimal:
    """Units of `currency` for a yuan: the newest of that day, the oldest known before the first."""

    def of(unit: str) -> Decimal:
        known = table.get(unit, ())
        place = bisect_right([each[0] for each in known], day) - 1
        return known[max(0, place)][1] if known else Decimal(1)

    return of(currency) / of("CNY")
