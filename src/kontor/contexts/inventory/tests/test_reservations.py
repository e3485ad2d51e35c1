"""Promises: all or nothing, out of several warehouses, freed, consumed, each safe to repeat (TRD-08)."""

from __future__ import annotations

import pytest

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.catalogue.tests.factories import a_sku, product
from kontor.contexts.inventory import queries, verifiers
from kontor.contexts.inventory.errors import OutOfStock, QuantityNotPositive
from kontor.contexts.inventory.models import Movement, Reservation, Stock
from kontor.contexts.inventory.services.commit import commit
from kontor.contexts.inventory.services.consume import consume
from kontor.contexts.inventory.services.release import release
from kontor.contexts.inventory.services.reserve import reserve
from kontor.contexts.inventory.tests.factories import stocked, wanted
from kontor.kernel.ids import new_id
from kontor.platform import events

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-08")]


def stock(sku: Sku) -> list[tuple[int, int]]:
    """(on hand, reserved) by warehouse position."""
    rows = Stock.objects.filter(sku=sku).order_by("warehouse__position")
    return [(row.on_hand, row.reserved) for row in rows]


def states(order_id: object) -> list[tuple[str, int, int]]:
    rows = Reservation.objects.filter(order_id=order_id).order_by("id")
    return [(row.state, row.quantity, row.consumed) for row in rows]


def test_warehouses_give_in_their_order_and_a_line_may_be_split() -> None:
    sku = a_sku()
    stocked(sku, 3, 5, 4)
    reserve(lines=[wanted(sku, 6)])
    assert stock(sku) == [(3, 3), (5, 3), (4, 0)]
    reserve(lines=[wanted(sku, 4)])
    assert stock(sku) == [(3, 3), (5, 5), (4, 2)]
    assert list(verifiers.stock()) == []


def test_two_lines_of_one_sku_share_it() -> None:
    sku = a_sku()
    stocked(sku, 2, 3)
    order = new_id()
    reserve(lines=[wanted(sku, 3, order), wanted(sku, 2, order)])
    assert stock(sku) == [(2, 2), (3, 3)]
    with pytest.raises(OutOfStock) as refused:
        reserve(lines=[wanted(sku, 1), wanted(sku, 1)])
    assert refused.value.left == {sku.id: 0}


def test_one_line_short_and_nothing_is_held() -> None:
    one = product()
    full, scarce = one.skus.order_by("position")
    stocked(full, 10)
    stocked(scarce, 1, 1)
    with pytest.raises(OutOfStock) as refused:
        reserve(lines=[wanted(full, 2), wanted(scarce, 3)])
    assert refused.value.left == {scarce.id: 2}
    assert (stock(full), stock(scarce)) == ([(10, 0)], [(1, 0), (1, 0)])
    assert not Reservation.objects.exists()
    reserve(lines=[wanted(full, 2), wanted(scarce, 2)])  # the surrounding transaction still works


def test_a_sku_without_any_stock_row_is_out() -> None:
    sku = a_sku()
    with pytest.raises(OutOfStock) as refused:
        reserve(lines=[wanted(sku, 1)])
    assert refused.value.left == {sku.id: 0}


def test_reserving_twice_holds_once() -> None:
    sku = a_sku()
    stocked(sku, 5)
    line = wanted(sku, 2)
    reserve(lines=[line])
    reserve(lines=[line])
    assert stock(sku) == [(5, 2)]


@pytest.mark.parametrize("quantity", [0, -1])
def test_less_than_one_unit_is_refused(quantity: int) -> None:
    sku = a_sku()
    stocked(sku, 5)
    with pytest.raises(QuantityNotPositive):
        reserve(lines=[wanted(sku, quantity)])
    assert stock(sku) == [(5, 0)]


def test_reserving_costs_one_statement(django_assert_num_queries: object) -> None:
    one, other = a_sku(), a_sku()
    stocked(one, 5)
    stocked(other, 5)
    with django_assert_num_queries(1):  # type: ignore[operator]
        reserve(lines=[wanted(one, 1), wanted(other, 2)])


@pytest.mark.parametrize("paid", [False, True])
def test_release_frees_held_and_committed_once(paid: bool) -> None:
    sku = a_sku()
    stocked(sku, 2, 2)
    line = wanted(sku, 3)
    reserve(lines=[line])
    if paid:
        events.record(beside=[commit(orders={line.order_id: line.store_id})])
        events.record(beside=[commit(orders={line.order_id: line.store_id})])
    release(store_id=line.store_id, order_id=line.order_id)
    release(store_id=line.store_id, order_id=line.order_id)
    assert stock(sku) == [(2, 0), (2, 0)]
    assert {state for state, _, _ in states(line.order_id)} == {"released"}
    assert queries.available([sku.id]) == {sku.id: 4}
    assert list(verifiers.stock()) == []


def test_another_stores_id_frees_nothing() -> None:
    sku = a_sku()
    stocked(sku, 2)
    line = wanted(sku, 2)
    reserve(lines=[line])
    release(store_id=new_id(), order_id=line.order_id)
    assert stock(sku) == [(2, 2)]


def test_shipping_in_parts_moves_stock_and_a_repeat_moves_nothing() -> None:
    sku = a_sku()
    stocked(sku, 2, 3)
    line = wanted(sku, 4)
    reserve(lines=[line])
    events.record(beside=[commit(orders={line.order_id: line.store_id})])
    ids = {"store_id": line.store_id, "order_id": line.order_id}
    parcel = new_id()
    assert consume(**ids, quantities={line.line_id: 3}, reference=parcel) == 3
    assert consume(**ids, quantities={line.line_id: 3}, reference=parcel) == 0
    assert stock(sku) == [(0, 0), (2, 1)]
    assert states(line.order_id) == [("consumed", 2, 2), ("committed", 2, 1)]
    assert consume(**ids, quantities={line.line_id: 9}) == 1
    assert consume(**ids, quantities={line.line_id: 9}) == 0
    assert stock(sku) == [(0, 0), (1, 0)]
    assert sum(Movement.objects.filter(cause="shipped").values_list("delta", flat=True)) == -4
    assert list(verifiers.stock()) == []


def test_what_is_not_shipped_of_a_cancelled_order_is_freed() -> None:
    sku = a_sku()
    stocked(sku, 5)
    line = wanted(sku, 4)
    reserve(lines=[line])
    consume(store_id=line.store_id, order_id=line.order_id, quantities={line.line_id: 1})
    release(store_id=line.store_id, order_id=line.order_id)
    assert stock(sku) == [(4, 0)]
    assert list(verifiers.stock()) == []


def test_the_verifier_names_the_row_that_is_off() -> None:
    sku = a_sku()
    stocked(sku, 5)
    Stock.objects.filter(sku=sku).update(on_hand=6, reserved=1)
    found = [finding.sentence for finding in verifiers.stock()]
    assert found == ["on hand 6, but its movements sum to 5", "reserved 1, but its open reservations sum to 0"]
