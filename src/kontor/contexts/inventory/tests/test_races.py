"""Many buyers at the same moment, with real connections (TRD-08)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.db.models import F, Sum

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.catalogue.tests.factories import a_sku
from kontor.contexts.inventory import verifiers
from kontor.contexts.inventory.errors import OutOfStock
from kontor.contexts.inventory.models import Reservation, Stock
from kontor.contexts.inventory.services.reserve import Wanted, reserve
from kontor.contexts.inventory.tests.factories import stocked, wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("TRD-08")]

BUYERS = 50


def all_at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Run `calls` in a thread each, released together.

    Returns:
        For each call its result, or the exception that it ended with.
    """
    gate = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(index: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            results[index] = calls[index]()
        except Exception as error:  # noqa: BLE001  (what happened is the result)
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_last_unit_goes_to_one_of_fifty() -> None:
    sku = a_sku()
    stocked(sku, 1)
    results = all_at_once([lambda: reserve(lines=[wanted(sku, 1)]) for _ in range(BUYERS)])
    assert results.count(None) == 1
    assert sum(isinstance(result, OutOfStock) for result in results) == BUYERS - 1
    assert Reservation.objects.count() == 1
    assert list(verifiers.stock()) == []


def naive_reserve(line: Wanted) -> None:
    """The control: look, then write. It is what `reserve` would be without its lock."""
    with transaction.atomic():
        free = Stock.objects.filter(sku_id=line.sku_id).aggregate(n=Sum(F("on_hand") - F("reserved")))["n"]
        if free < line.quantity:
            raise OutOfStock(left={line.sku_id: free})
        threading.Event().wait(0.05)
        Reservation.objects.create(
            store_id=line.store_id, order_id=line.order_id, line_id=line.line_id, sku_id=line.sku_id,
            warehouse_id=line.store_id, quantity=line.quantity,
        )  # fmt: skip


def test_the_control_sells_the_last_unit_more_than_once() -> None:
    sku = a_sku()
    stocked(sku, 1)
    all_at_once([lambda: naive_reserve(wanted(sku, 1)) for _ in range(10)])
    assert Reservation.objects.count() > 1


def test_demand_above_supply_over_warehouses_sells_exactly_the_supply() -> None:
    sku = a_sku()
    stocked(sku, 7, 4, 6)
    results = all_at_once([lambda: reserve(lines=[wanted(sku, 2)]) for _ in range(24)])
    assert results.count(None) == 8  # 17 units, by twos
    assert list(verifiers.stock()) == []


@pytest.fixture
def pair() -> Iterator[tuple[Sku, Sku]]:
    one, other = a_sku(), a_sku()
    stocked(one, 500)
    stocked(other, 500)
    return one, other  # type: ignore[return-value]


def test_carts_in_opposite_order_do_not_deadlock(pair: tuple[Sku, Sku]) -> None:
    one, other = pair

    def cart(first: Sku, second: Sku) -> None:
        for _ in range(20):
            with transaction.atomic():
                reserve(lines=[wanted(first, 1), wanted(second, 1)])

    results = all_at_once([lambda: cart(one, other), lambda: cart(other, one)] * 4)
    assert results == [None] * 8
    assert list(Stock.objects.order_by("sku_id").values_list("reserved", flat=True)) == [160, 160]
    assert list(verifiers.stock()) == []
