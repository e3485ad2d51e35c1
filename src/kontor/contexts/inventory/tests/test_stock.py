"""Counting and receiving, by people of the store."""

from __future__ import annotations

import pytest

from kontor.contexts.catalogue.tests.factories import a_sku
from kontor.contexts.inventory import queries, verifiers
from kontor.contexts.inventory.errors import BelowReserved, QuantityNotPositive, StockPlaceUnknown
from kontor.contexts.inventory.models import Movement, Stock
from kontor.contexts.inventory.services.open_warehouse import open_warehouse
from kontor.contexts.inventory.services.receive_stock import receive_stock
from kontor.contexts.inventory.services.reserve import reserve
from kontor.contexts.inventory.services.set_stock import set_stock
from kontor.contexts.inventory.tests.factories import stocked, wanted
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel.ids import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def test_a_count_becomes_a_movement_of_the_difference() -> None:
    sku = a_sku()
    (house,) = stocked(sku, 5)
    owner = owner_seat(sku.store)
    set_stock(seat=owner, sku_id=sku.id, warehouse_id=house, on_hand=3)
    set_stock(seat=owner, sku_id=sku.id, warehouse_id=house, on_hand=3)
    assert list(Movement.objects.order_by("id").values_list("delta", "cause", "by_account")) == [
        (5, "received", owner.account_id),
        (-2, "adjusted", owner.account_id),
    ]
    assert [(row.warehouse, row.on_hand, row.free) for row in queries.stock_of(owner, [sku.id])] == [("House 1", 3, 3)]
    assert list(verifiers.stock()) == []


def test_stock_cannot_fall_below_what_is_promised() -> None:
    sku = a_sku()
    (house,) = stocked(sku, 5)
    reserve(lines=[wanted(sku, 4)])
    with pytest.raises(BelowReserved) as refused:
        set_stock(seat=owner_seat(sku.store), sku_id=sku.id, warehouse_id=house, on_hand=3)
    assert refused.value.params == {"reserved": 4}
    assert Stock.objects.get(sku=sku).on_hand == 5


def test_a_delivery_note_counts_once() -> None:
    sku = a_sku()
    (house,) = stocked(sku, 1)
    note = new_id()
    for _ in range(2):
        receive_stock(seat=owner_seat(sku.store), sku_id=sku.id, warehouse_id=house, quantity=7, reference=note)
    assert Stock.objects.get(sku=sku).on_hand == 8


def test_another_stores_goods_and_houses_look_absent() -> None:
    sku, other = a_sku(), store()
    stranger = owner_seat(other)
    house = open_warehouse(seat=stranger, name="Theirs", country="CN")
    (ours,) = stocked(sku, 1)
    for sku_id, place in ((sku.id, house), (sku.id, ours)):
        with pytest.raises(StockPlaceUnknown):
            set_stock(seat=stranger, sku_id=sku_id, warehouse_id=place, on_hand=9)
    with pytest.raises(StockPlaceUnknown):
        set_stock(seat=owner_seat(sku.store), sku_id=sku.id, warehouse_id=house, on_hand=9)
    assert list(Stock.objects.values_list("on_hand", flat=True)) == [1]


def test_a_clerk_cannot_count_and_nothing_negative_is_taken() -> None:
    sku = a_sku()
    (house,) = stocked(sku, 1)
    with pytest.raises(RightMissing):
        set_stock(seat=seat(sku.store), sku_id=sku.id, warehouse_id=house, on_hand=9)
    with pytest.raises(QuantityNotPositive):
        set_stock(seat=owner_seat(sku.store), sku_id=sku.id, warehouse_id=house, on_hand=-1)
    with pytest.raises(QuantityNotPositive):
        receive_stock(seat=owner_seat(sku.store), sku_id=sku.id, warehouse_id=house, quantity=0)
    assert Stock.objects.get(sku=sku).on_hand == 1
