"""Stock in and out, per warehouse."""

from __future__ import annotations

from typing import Any

import pytest

from kontor.contexts.catalogue.tests.factories import a_sku
from kontor.contexts.inventory import verifiers
from kontor.contexts.inventory.models import Movement, Stock
from kontor.contexts.inventory.services.reserve import reserve
from kontor.contexts.inventory.tests.factories import stocked, wanted
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.contexts.transfers.tests.factories import (
    applied,
    checked,
    counts,
    csv_file,
    exported,
    house,
    reasons,
    rows_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def on_hand(shop: Any) -> dict[tuple[str, str], int]:
    rows = Stock.objects.filter(store=shop).values_list("sku__code", "warehouse__name", "on_hand")
    return {(code, name): units for code, name, units in rows}


def test_counts_go_to_their_warehouse() -> None:
    shop = store()
    lamp, shade = a_sku(shop), a_sku(shop)
    stocked(lamp, 5, 7)
    rows = [
        ["SKU", "Warehouse", "On hand"], [lamp.code, "house 1", "6"], [lamp.code, "House 2", "7"],
        [shade.code, "House 2", 3],
    ]  # fmt: skip
    before = Movement.objects.count()
    sheet = checked(owner_seat(shop), csv_file(rows), kind="stock")
    assert (counts(sheet), Movement.objects.count()) == ((1, 1, 1, 0), before)
    sheet = applied(owner_seat(shop), csv_file(rows), kind="stock")
    assert (sheet.saved, sheet.failed, sheet.state) == (2, 0, "done")
    assert on_hand(shop) == {(lamp.code, "House 1"): 6, (lamp.code, "House 2"): 7, (shade.code, "House 2"): 3}
    assert list(verifiers.stock()) == []


def test_each_fault_is_told_at_its_row() -> None:
    shop = store()
    lamp, foreign = a_sku(shop), a_sku()
    (main,) = stocked(lamp, 5)
    house(shop, "Sea")
    reserve(lines=[wanted(lamp, 4)])
    rows = [
        ["sku", "warehouse", "on_hand"], [lamp.code, "House 1", "3"], [lamp.code, "Moon", "3"], [lamp.code, "", "3"],
        ["", "Sea", "3"], ["NONE", "Sea", "3"], [foreign.code, "Sea", "3"], [lamp.code, "Sea", ""],
        [lamp.code, "sea", "few"], [lamp.code, "Sea", "9"],
    ]  # fmt: skip
    sheet = checked(owner_seat(shop), csv_file(rows), kind="stock")
    assert reasons(owner_seat(shop), sheet) == {
        2: ["ERR_STOCK_BELOW_RESERVED"], 3: ["ERR_CELL_WAREHOUSE"], 4: ["ERR_CELL_WAREHOUSE_MISSING"],
        5: ["ERR_ROW_SKU_MISSING"], 6: ["ERR_ROW_SKU"], 7: ["ERR_ROW_SKU"], 8: ["ERR_CELL_COUNT"],
        9: ["ERR_ROW_TWICE"], 10: ["ERR_ROW_TWICE"],
    }  # fmt: skip
    assert on_hand(shop) == {(lamp.code, "House 1"): 5}
    assert main


def test_one_warehouse_need_not_be_named() -> None:
    shop = store()
    lamp = a_sku(shop)
    house(shop)
    assert applied(owner_seat(shop), csv_file([["sku", "on_hand"], [lamp.code, "4"]]), kind="stock").saved == 1
    assert on_hand(shop) == {(lamp.code, "Main"): 4}


def test_units_sold_since_the_dry_run_are_not_taken_away() -> None:
    from kontor.contexts.transfers.services.apply_sheet import apply_sheet
    from kontor.platform import jobs

    shop = store()
    lamp, shade = a_sku(shop), a_sku(shop)
    stocked(lamp, 5)
    stocked(shade, 5)
    sheet = checked(owner_seat(shop), csv_file([["sku", "on_hand"], [lamp.code, "2"], [shade.code, "2"]]), kind="stock")
    reserve(lines=[wanted(lamp, 3)])
    apply_sheet(seat=owner_seat(shop), import_id=sheet.id)
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.saved, sheet.failed) == (1, 1)
    assert reasons(owner_seat(shop), sheet) == {2: ["ERR_STOCK_BELOW_RESERVED"]}
    assert on_hand(shop) == {(lamp.code, "House 1"): 5, (shade.code, "House 1"): 2}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_round_trip_changes_nothing(form: str) -> None:
    shop = store()
    lamp, shade, bare = a_sku(shop), a_sku(shop), a_sku(shop)
    stocked(lamp, 5, 7)
    stocked(shade, 0, 3)
    house(shop, "House 1")
    reserve(lines=[wanted(lamp, 2)])
    file = exported(owner_seat(shop), "stock", form)
    found = {(row[0], row[2]): [int(cell) for cell in row[3:]] for row in rows_of(file, form)[1:]}
    assert found[lamp.code, "House 1"] == [5, 2, 3]
    assert found[bare.code, "House 1"] == [0, 0, 0]
    sheet = checked(owner_seat(shop), file, kind="stock", name=f"stock.{form}")
    assert counts(sheet) == (0, 0, len(found), 0)
    assert sheet.unknown == []
