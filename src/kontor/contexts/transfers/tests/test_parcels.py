"""Tracking numbers come in as a sheet, and the orders that wait go out as one."""

from __future__ import annotations

import pytest

from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.tests.factories import applied, checked, counts, csv_file, exported, reasons, rows_of
from kontor.platform import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32", "TRD-13")]
HEAD = ["Order", "Tracking number", "Carrier", "Service"]


def number(place: int) -> str:
    return f"YT2229521273{place:06d}"


def states(shop) -> list[str]:
    return sorted(StoreOrder.objects.filter(store=shop).values_list("state", flat=True))


def test_what_waits_goes_out_filled_in_and_comes_back_as_parcels() -> None:
    shop = store()
    waiting = [factories.order(shop) for _ in range(3)]
    factories.order(shop, state="shipped")
    me = owner_seat(shop)
    head, *rows = rows_of(exported(me, "parcels"), "csv")
    assert head[:4] == HEAD
    assert {row[0] for row in rows} == {str(order.number) for order in waiting}
    assert {(row[1], row[2], row[3]) for row in rows} == {("", "yunexpress", "THPHR")}
    rows[0][1], rows[1][1] = number(1).lower(), number(2)
    file = csv_file([head, *rows])
    sheet = checked(me, file, kind="parcels")
    assert counts(sheet) == (2, 0, 1, 0)
    assert not Shipment.objects.exists(), "a dry run sends nothing"
    sheet = applied(me, file, kind="parcels")
    assert (sheet.saved, sheet.failed, sheet.state) == (2, 0, "done")
    assert states(shop) == ["shipped", "shipped", "shipped", "to_ship"]
    assert set(Shipment.objects.values_list("tracking_number", flat=True)) == {number(1), number(2)}
    assert counts(checked(me, file, kind="parcels")) == (0, 0, 3, 0), "the same file again would send nothing"


def test_each_fault_is_told_at_its_row() -> None:
    shop = store()
    me = owner_seat(shop)
    one, gone, foreign = factories.order(shop), factories.order(shop, state="cancelled"), factories.order(store())
    taken = factories.shipment(factories.order(store(), state="shipped"), number(9))
    other = factories.order(shop)
    rows = [
        HEAD, [one.number, number(1), "", ""], [one.number, number(2), "", ""], [gone.number, number(3), "", ""],
        [foreign.number, number(4), "", ""], ["", number(5), "", ""], ["12x", number(6), "", ""],
        [other.number, taken.tracking_number, "", ""],
    ]  # fmt: skip
    sheet = checked(me, csv_file(rows), kind="parcels")
    assert reasons(me, sheet) == {
        3: ["ERR_ROW_TWICE"], 4: ["ERR_MOVE_NOT_ALLOWED"], 5: ["ERR_ORDER_UNKNOWN"], 6: ["ERR_ORDER_MISSING"],
        7: ["ERR_ORDER_UNKNOWN"], 8: ["ERR_TRACKING_NUMBER_TAKEN"],
    }  # fmt: skip
    assert counts(sheet) == (1, 0, 0, 6)
    rows = [
        HEAD, [other.number, "nonsense", "", ""],
        [one.number, number(1), "Pigeon", ""],
    ]  # fmt: skip
    sheet = checked(me, csv_file(rows), kind="parcels")
    assert reasons(me, sheet) == {2: ["ERR_TRACKING_NUMBER_MALFORMED"], 3: ["ERR_CARRIER_UNKNOWN"]}


def test_what_changed_after_the_dry_run_is_refused_at_its_row_and_holds_up_no_other() -> None:
    shop = store()
    me = owner_seat(shop)
    orders = factories.orders(shop, 60)
    rows = [HEAD, *([order.number, number(place), "YunExpress", "THPHR"] for place, order in enumerate(orders))]
    sheet = checked(me, csv_file(rows), kind="parcels")
    cancel(viewer=me, store_id=shop.id, order_id=orders[5].id, reason="out_of_stock")
    apply_sheet(seat=me, import_id=sheet.id)
    jobs.drain()
    sheet.refresh_from_db()
    assert (sheet.saved, sheet.failed, sheet.state) == (59, 1, "done")
    assert reasons(me, sheet) == {7: ["ERR_MOVE_NOT_ALLOWED"]}


def test_it_needs_the_right_to_ship() -> None:
    shop = store()
    order = factories.order(shop)
    clerk = seat(shop, "clerk")
    with pytest.raises(RightMissing):
        checked(clerk, csv_file([HEAD, [order.number, number(1), "", ""]]), kind="parcels")
    with pytest.raises(RightMissing):
        exported(clerk, "parcels")
    assert not Shipment.objects.exists()
