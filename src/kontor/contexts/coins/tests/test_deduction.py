"""The arithmetic of paying with coins, without a database (COI-06, COI-07)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.contexts.coins.rules.deduction import Room, Stock, ceiling, deduct, fitting, needed, room_of, worth
from kontor.kernel.money import Money

pytestmark = pytest.mark.rule("COI-07")

CNY, EUR, JPY, KWD, VND = (Decimal(each) for each in ("1", "0.12777777", "0.21527", "0.4263", "35.21"))
A, B = UUID(int=1), UUID(int=2)
LOT = [UUID(int=100 + place) for place in range(20)]
LINE = [UUID(int=200 + place) for place in range(20)]


def limit(payable: int, currency: str = "CNY", factor: Decimal = CNY) -> int:
    return ceiling(Money(payable, currency), percent=30, most_fen=5000, factor=factor)


@pytest.mark.parametrize(
    ("payable", "most"),
    [(10_000, 3000), (10_001, 3000), (16_666, 4999), (16_667, 5000), (1_000_000, 5000), (3, 0), (0, 0)],
)
def test_the_lower_of_thirty_per_cent_and_fifty_yuan(payable: int, most: int) -> None:
    assert limit(payable) == most


def test_the_limit_in_other_currencies_is_rounded_down_once() -> None:
    assert limit(10**9, "EUR", EUR) == 638  # 50 yuan are 6.3888 euro
    assert limit(10**9, "JPY", JPY) == 1076
    assert limit(10**9, "KWD", KWD) == 2131


def test_no_more_coins_than_the_amount_needs() -> None:
    assert (worth(10, JPY), needed(2, JPY), fitting(2, JPY)) == (2, 10, 10)
    assert (worth(1, VND), needed(36, VND), fitting(36, VND)) == (35, 2, 1)
    got = deduct([Stock(LOT[0], 13)], [Room(LINE[0], A, 1000)], limit=1000, factor=JPY)
    assert (got.coins, got.minor) == (10, 2)  # 13 coins are worth 2.798 yen: three of them would be lost


def test_oldest_lot_first_and_a_bound_lot_only_in_its_store() -> None:
    stocks = [Stock(LOT[0], 100), Stock(LOT[1], 500, B), Stock(LOT[2], 500, A), Stock(LOT[3], 10_000)]
    rooms = [Room(LINE[0], A, 600), Room(LINE[1], A, 200), Room(LINE[2], B, 300)]
    got = deduct(stocks, rooms, limit=1000, factor=CNY)
    taken = {lot: coins for part in got.parts for lot, coins in part.lots.items()}
    assert (got.coins, got.minor) == (1000, 1000)
    assert sum(coins for part in got.parts for lot, coins in part.lots.items() if lot == LOT[0]) == 100
    by_store = {part.store_id: part for part in got.parts}
    assert by_store[B].lots[LOT[1]] == 300  # what room there is, and no more
    assert by_store[A].lots[LOT[2]] == 500
    assert taken.get(LOT[3]) == 100
    assert (by_store[A].minor, by_store[B].minor) == (700, 300)


def test_a_chosen_number_is_never_more_than_possible_and_never_negative() -> None:
    stocks, rooms = [Stock(LOT[0], 500)], [Room(LINE[0], A, 300)]
    assert deduct(stocks, rooms, limit=1000, factor=CNY, coins=120).coins == 120
    assert deduct(stocks, rooms, limit=1000, factor=CNY, coins=10**12).coins == 300
    for forged in (0, -5, -(10**12)):
        assert deduct(stocks, rooms, limit=1000, factor=CNY, coins=forged).coins == 0
    assert deduct([], rooms, limit=1000, factor=CNY).minor == 0
    assert deduct(stocks, [], limit=1000, factor=CNY).minor == 0


@pytest.mark.rule("COI-06")
def test_a_line_pays_its_own_share_at_most() -> None:
    assert room_of(Money(1999, "EUR"), share=16) == 319
    rooms = [Room(LINE[place], A, room_of(Money(10_000, "CNY"), share=share)) for place, share in enumerate((5, 1))]
    got = deduct([Stock(LOT[0], 10_000)], rooms, limit=5000, factor=CNY)
    assert got.parts[0].lines == {LINE[0]: 500, LINE[1]: 100}


stocks_of = st.lists(st.tuples(st.integers(0, 4000), st.sampled_from([None, None, 0, 1, 2])), max_size=8)
rooms_of = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 2)), max_size=8)


@settings(max_examples=2_000, deadline=None)
@given(
    stocks=stocks_of,
    rooms=rooms_of,
    top=st.integers(0, 9000),
    coins=st.none() | st.integers(-10, 9000),
    factor=st.sampled_from([CNY, EUR, JPY, KWD, VND]) | st.decimals("0.0001", "120", places=6),
)
def test_parts_sum_to_the_whole_and_keep_every_limit(
    stocks: list[tuple[int, int | None]], rooms: list[tuple[int, int]], top: int, coins: int | None, factor: Decimal
) -> None:
    store = [UUID(int=1 + place) for place in range(3)]
    held = [Stock(LOT[i], many, None if s is None else store[s]) for i, (many, s) in enumerate(stocks)]
    lines = [Room(LINE[i], store[s], minor) for i, (minor, s) in enumerate(rooms)]
    got = deduct(held, lines, limit=top, factor=factor, coins=coins)
    room, own = {each.line_id: each for each in lines}, {each.lot_id: each for each in held}
    assert got.coins == sum(part.coins for part in got.parts) == sum(sum(p.lots.values()) for p in got.parts)
    assert got.minor == sum(part.minor for part in got.parts) == sum(sum(p.lines.values()) for p in got.parts)
    assert 0 <= got.minor <= top
    assert got.minor == worth(got.coins, factor)
    assert got.coins == needed(got.minor, factor)  # nobody pays for what rounds away
    if coins is not None:
        assert got.coins <= max(0, coins)
    spent: dict[UUID, int] = {}
    for part in got.parts:
        assert part.coins == sum(part.lots.values())
        assert part.minor == sum(part.lines.values())
        for line, minor in part.lines.items():
            assert room[line].store_id == part.store_id
            assert 0 < minor <= room[line].minor
        for lot, many in part.lots.items():
            assert many > 0
            assert own[lot].only_store_id in (None, part.store_id)
            spent[lot] = spent.get(lot, 0) + many
    assert all(many <= own[lot].coins for lot, many in spent.items())
    if coins is None:
        _is_most(held, lines, top, factor, got.minor)


def _is_most(held: list[Stock], lines: list[Room], top: int, factor: Decimal, minor: int) -> None:
    """No way of dealing the coins pays more, but for what rounds away in stores whose own coins do not fill a unit."""
    per_store: dict[UUID, int] = {}
    for line in lines:
        per_store[line.store_id] = per_store.get(line.store_id, 0) + line.minor
    bound = {s: sum(e.coins for e in held if e.only_store_id == s) for s in per_store}
    free = sum(each.coins for each in held if each.only_store_id is None)
    coins = free + sum(min(many, fitting(per_store[s], factor)) for s, many in bound.items())
    whole = min(top, sum(per_store.values()))
    coins = min(coins, fitting(whole, factor) if whole > 0 else 0)
    assert minor == worth(coins, factor)
