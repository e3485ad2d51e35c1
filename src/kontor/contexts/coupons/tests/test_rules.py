"""The arithmetic of coupons, without a database (TRD-11)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.contexts.coupons.rules import books
from kontor.contexts.coupons.rules.choosing import best
from kontor.contexts.coupons.rules.reckoning import in_order, reckon, short_of
from kontor.contexts.coupons.rules.stacking import TABLE, together, with_coins
from kontor.contexts.coupons.rules.terms import Item, Terms
from kontor.contexts.ledger.rules import merged, reverse
from kontor.contexts.pricing.rules import RateTable, shown
from kontor.contexts.pricing.table import PerDollar
from kontor.kernel.money import Money, total

pytestmark = pytest.mark.rule("TRD-11")

DAY = date(2026, 11, 27)
RATES = {"USD": "1", "EUR": "0.92", "CNY": "7.2", "JPY": "155", "KWD": "0.307"}
TABLE_OF_RATES = RateTable({code: PerDollar(Decimal(rate), DAY, "test") for code, rate in RATES.items()})
A, B = UUID(int=1), UUID(int=2)


def terms(number: int = 1, store: UUID | None = A, currency: str = "CNY", **given: Any) -> Terms:
    def money(minor: int) -> Money:
        return Money(minor, currency)

    fields: dict[str, Any] = {
        "id": UUID(int=number), "store_id": store, "name": "", "kind": "amount", "percent": 0, "scope": "all",
        "product_ids": frozenset(), "category_ids": frozenset(), "ends_at": datetime(2027, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    amounts = {"amount": 500, "cap": 0, "threshold": 0, "left": 10**12}
    for name, minor in amounts.items():
        fields[name] = money(given.pop(name, minor))
    return Terms(**fields | given)


def item(number: int, store: UUID, store_goods: Money, currency: str = "EUR", product: int = 0) -> Item:
    goods = shown(store_goods, currency, TABLE_OF_RATES)
    line = UUID(int=100 + number)
    return Item(line, store, UUID(int=product or number), frozenset({number}), goods, store_goods)


def cny(minor: int) -> Money:
    return Money(minor, "CNY")


@pytest.mark.parametrize(
    ("given", "base", "cost"),
    [
        ({"amount": 3000, "threshold": 20_000}, 20_000, 3000),
        ({"amount": 3000, "threshold": 20_000}, 19_999, None),
        ({"kind": "percent", "percent": 10}, 20_005, 2001),
        ({"kind": "percent", "percent": 50, "cap": 1500}, 20_000, 1500),
        ({"amount": 3000, "left": 2999}, 20_000, None),  # a budget gives all, or nothing
        ({"amount": 3000}, 2000, 1999),  # one unit stays to be paid
        ({"amount": 3000}, 1, None),
    ],
)
def test_what_one_coupon_takes_in_its_own_currency(given: dict[str, Any], base: int, cost: int | None) -> None:
    taken = reckon([terms(**given)], [item(1, A, cny(base), "CNY")], TABLE_OF_RATES)
    assert (taken[0].cost.minor if taken else None) == cost
    if taken:
        assert taken[0].amount == taken[0].cost  # one currency: nothing is converted
        assert taken[0].lines == taken[0].store_lines


@pytest.mark.parametrize(("currency", "amount"), [("EUR", 383), ("JPY", 646), ("KWD", 1279), ("CNY", 3000)])
def test_converted_once_and_split_to_the_minor_unit(currency: str, amount: int) -> None:
    """¥30 off three lines, in currencies of two, no and three places."""
    items = [item(place, A, cny(price), currency) for place, price in enumerate((3333, 9999, 6668), 1)]
    (taken,) = reckon([terms(amount=3000, threshold=20_000)], items, TABLE_OF_RATES) or []
    assert taken.amount == Money(amount, currency)
    assert total(list(taken.lines.values()), currency) == taken.amount
    assert total(list(taken.store_lines.values()), "CNY") == cny(3000) == taken.cost


def test_scope_and_what_is_missing() -> None:
    tea, pot = item(1, A, cny(5000), product=7), item(2, A, cny(9000), product=8)
    for scoped in (
        terms(scope="products", product_ids=frozenset({UUID(int=7)}), threshold=6000),
        terms(scope="categories", category_ids=frozenset({1}), threshold=6000),
    ):
        assert short_of(scoped, [tea, pot], TABLE_OF_RATES) == cny(1000)
        assert short_of(scoped, [pot], TABLE_OF_RATES) is None
        assert reckon([scoped], [tea, pot], TABLE_OF_RATES) is None
    reached = terms(scope="products", product_ids=frozenset({UUID(int=7)}), threshold=5000)
    (taken,) = reckon([reached], [tea, pot], TABLE_OF_RATES) or []
    assert set(taken.lines) == {tea.line_id}


def test_the_platforms_looks_at_what_the_stores_left() -> None:
    items = [item(1, A, cny(10_000), "CNY")]
    own, platform = terms(1, amount=2000), terms(2, None, amount=500, threshold=8001)
    assert reckon([own, platform], items, TABLE_OF_RATES) is None
    assert reckon([platform], items, TABLE_OF_RATES)
    found = best([own, platform], items, TABLE_OF_RATES)
    assert [taken.terms for taken in found] == [own]
    assert [each.store_id for each in in_order([platform, own])] == [A, None]


def test_the_table_says_what_goes_together(policy_value: Any) -> None:
    own, other, same = terms(1), terms(2, B), terms(3)
    platform, second = terms(4, None), terms(5, None)
    assert together([own, other, platform])
    assert not together([own, same])
    assert not together([platform, second])
    assert with_coins([own, platform])
    policy_value("coupons.store_with_platform", "off")
    policy_value("coupons.platform_with_coins", "off")
    assert not together([own, platform])
    assert together([own, other])
    assert with_coins([own])
    assert not with_coins([platform])
    items = [item(1, A, cny(10_000), "CNY")]
    found = best([own, terms(4, None, amount=800)], items, TABLE_OF_RATES)
    assert [taken.amount.minor for taken in found] == [800]
    assert all(pair.sentence for pair in TABLE)


_COUPON = st.fixed_dictionaries(
    {
        "store": st.sampled_from([A, B, None]),
        "kind": st.sampled_from(["amount", "percent"]),
        "amount": st.integers(1, 60_000),
        "percent": st.integers(1, 90),
        "cap": st.sampled_from([0, 700]),
        "threshold": st.sampled_from([0, 1, 900, 20_000]),
        "left": st.sampled_from([300, 10**9]),
    }
)
_LINE = st.tuples(st.sampled_from([A, B]), st.integers(1, 90_000))


@settings(max_examples=300, deadline=None)
@given(
    coupons=st.lists(_COUPON, max_size=5),
    lines=st.lists(_LINE, min_size=1, max_size=6),
    currency=st.sampled_from(["EUR", "JPY", "KWD", "CNY", "USD"]),
    own=st.sampled_from([("CNY", "CNY"), ("CNY", "KWD"), ("JPY", "EUR")]),
)
def test_no_order_changes_the_total_and_nothing_is_lost(
    coupons: list[dict[str, Any]], lines: list[tuple[UUID, int]], currency: str, own: tuple[str, str]
) -> None:
    money_of = dict(zip((A, B), own, strict=True))
    items = [item(place, store, Money(minor, money_of[store]), currency) for place, (store, minor) in enumerate(lines)]
    known = [
        terms(place, currency=money_of.get(given["store"], "USD"), **given) for place, given in enumerate(coupons, 1)
    ]
    found = best(known, items, TABLE_OF_RATES)
    sums = {sum(taken.amount.minor for taken in found)}
    for some in permutations([taken.terms for taken in found], min(len(found), 4)):
        again = reckon(some, items, TABLE_OF_RATES)
        if len(some) == len(found):
            assert again == found
    assert len(sums) == 1
    for alone in known:  # nothing that was possible alone saves more
        taken = reckon([alone], items, TABLE_OF_RATES)
        assert not taken or taken[0].amount.minor <= max(sums)
    for each in items:
        parts = [taken.lines[each.line_id] for taken in found if each.line_id in taken.lines]
        store_parts = [taken.store_lines[each.line_id] for taken in found if each.line_id in taken.store_lines]
        assert total(parts, currency) < each.goods or not parts
        assert total(store_parts, each.store_goods.currency) <= each.store_goods
        assert all(part.minor >= 0 for part in [*parts, *store_parts])
    for taken in found:
        assert total(list(taken.lines.values()), currency) == taken.amount
        assert total(list(taken.costs.values()), taken.cost.currency) == taken.cost
        assert Money(0, taken.cost.currency) < taken.cost <= taken.terms.left
        if taken.terms.store_id is not None:
            assert total(list(taken.store_lines.values()), taken.cost.currency) == taken.cost


@settings(max_examples=200, deadline=None)
@given(
    cost=st.integers(1, 10**7), value=st.integers(0, 10**7), due=st.integers(0, 10**7),
    backs=st.lists(st.integers(0, 100), max_size=5),
)  # fmt: skip
def test_refunds_return_exact_shares(cost: int, value: int, due: int, backs: list[int]) -> None:
    """However many refunds it takes: together they undo the whole entry, to the minor unit."""
    whole = books.Settled(Money(cost, "USD"), Money(value, "KWD"), Money(due, "KWD"))
    legs, stands = [*books.legs(whole)], whole.cost
    for share in [*sorted(backs), 100]:
        after = Money(cost - cost * share // 100, "USD")
        legs += [*reverse(books.legs(whole.part(stands))), *books.legs(whole.part(after))]
        stands = after
    assert merged(legs) == []
