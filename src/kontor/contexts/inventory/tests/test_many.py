"""Counting many shelves at once: the same as one by one, in a handful of statements."""

from __future__ import annotations

import pytest

from kontor.contexts.catalogue.tests.factories import a_sku
from kontor.contexts.inventory import verifiers
from kontor.contexts.inventory.models import Movement, Stock
from kontor.contexts.inventory.services.open_warehouse import open_warehouse
from kontor.contexts.inventory.services.reserve import reserve
from kontor.contexts.inventory.services.set_stock_many import Count, set_stock_many
from kontor.contexts.inventory.tests.factories import stocked, wanted
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel.ids import new_id
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def test_each_count_is_answered_for_itself() -> None:
    shop = store()
    lamp, shade, foreign = a_sku(shop), a_sku(shop), a_sku()
    (house,) = stocked(lamp, 5)
    (elsewhere,) = stocked(foreign, 9)
    reserve(lines=[wanted(lamp, 4)])
    owner, before = owner_seat(shop), OutboxEvent.objects.count()
    done = set_stock_many(
        seat=owner,
        counts=[
            Count(lamp.id, house, 3), Count(shade.id, house, 12), Count(foreign.id, house, 1),
            Count(lamp.id, elsewhere, 1), Count(shade.id, house, -1), Count(lamp.id, house, 7),
            Count(new_id(), house, 1),
        ],
    )  # fmt: skip
    assert [(one.delta, one.refusal.code if one.refusal else "") for one in done] == [
        (0, "ERR_STOCK_BELOW_RESERVED"), (12, ""), (0, "ERR_STOCK_PLACE_UNKNOWN"), (0, "ERR_STOCK_PLACE_UNKNOWN"),
        (0, "ERR_QUANTITY_NOT_POSITIVE"), (2, ""), (0, "ERR_STOCK_PLACE_UNKNOWN"),
    ]  # fmt: skip
    assert dict(Stock.objects.filter(store=shop).values_list("sku", "on_hand")) == {lamp.id: 7, shade.id: 12}
    assert Stock.objects.get(sku=foreign).on_hand == 9
    written = Movement.objects.filter(store_id=shop.id, cause="adjusted").values_list("sku_id", "delta", "by_account")
    assert set(written) == {(lamp.id, 2, owner.account_id), (shade.id, 12, owner.account_id)}
    assert OutboxEvent.objects.count() == before + 2
    assert list(verifiers.stock()) == []


def test_a_second_time_changes_nothing() -> None:
    sku = a_sku()
    (house,) = stocked(sku, 5)
    for _ in range(2):
        set_stock_many(seat=owner_seat(sku.store), counts=[Count(sku.id, house, 8)])
    assert list(Movement.objects.order_by("id").values_list("delta", flat=True)) == [5, 3]


def test_a_clerk_counts_nothing() -> None:
    sku = a_sku()
    (house,) = stocked(sku, 5)
    with pytest.raises(RightMissing):
        set_stock_many(seat=seat(sku.store), counts=[Count(sku.id, house, 8)])
    assert Stock.objects.get(sku=sku).on_hand == 5


def test_many_take_as_many_statements_as_few(django_assert_num_queries: object) -> None:
    shop = store()
    skus = [a_sku(shop) for _ in range(12)]
    house = open_warehouse(seat=owner_seat(shop), name="Main", country="CN")
    owner = owner_seat(shop)
    with django_assert_num_queries(6):  # type: ignore[operator]
        set_stock_many(seat=owner, counts=[Count(sku.id, house, 3) for sku in skus])
    assert Stock.objects.filter(store=shop, on_hand=3).count() == 12
