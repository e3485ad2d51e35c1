"""Addresses of stores: of origin on invoices, for returns to buyers who send something back (TRD-01)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kontor.contexts.buyers.rules import Draft
from kontor.contexts.sellers import addresses
from kontor.contexts.sellers.errors import RightMissing, StoreAddressNotFound, TooManyReturnAddresses
from kontor.contexts.sellers.models import StoreAddress
from kontor.contexts.sellers.money_queries import invoicers
from kontor.contexts.sellers.services.remove_store_address import remove_store_address
from kontor.contexts.sellers.services.save_store_address import save_store_address
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import System
from kontor.platform.audit.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]

US = System("test")
HOME = Draft(
    country="CN", recipient="林伟", company="灯塔灯具", street="明治路88号", district="南山区", city="深圳市",
    region="广东省", postcode="518000", phone="0755 8888 1234",
)  # fmt: skip
SOFIA = Draft(
    country="BG", recipient="Hristo Petrov", street="ul. Shipka 6", city="Sofia", postcode="1504", phone="02 123 4567"
)


def test_the_address_of_origin_is_kept_by_its_countrys_form_and_stands_on_invoices() -> None:
    shop = store()
    mine = owner_seat(shop)
    assert invoicers(US, [shop.id])[shop.id].address == {}
    first = save_store_address(seat=mine, draft=HOME, purpose="origin")
    kept = addresses.store_place(mine, first)
    assert (kept.purpose, kept.address.phone, kept.address.region) == ("origin", "+8675588881234", "广东省")
    assert kept.address.latin["city"] == "Shenzhenshi"
    assert invoicers(US, [shop.id])[shop.id].address["street"] == "明治路88号"
    moved = save_store_address(seat=mine, draft=replace(HOME, street="明治路9号"), purpose="origin")
    assert moved == first, "a store ships from one address"
    assert invoicers(US, [shop.id])[shop.id].address["street"] == "明治路9号"
    assert StoreAddress.objects.count() == 1


def test_what_does_not_hold_is_refused_at_its_field_and_nothing_is_kept() -> None:
    mine = owner_seat(store())
    with pytest.raises(Refusals) as refused:
        save_store_address(seat=mine, draft=replace(SOFIA, postcode="15", street=" ", phone="1"))
    assert [part.field for part in refused.value.parts] == ["street", "postcode", "phone"]
    with pytest.raises(Refusals):
        save_store_address(seat=mine, draft=replace(SOFIA, country="XX"))
    assert not StoreAddress.objects.exists()


def test_goods_go_back_to_the_address_nearest_to_the_buyer() -> None:
    shop = store()
    mine = owner_seat(shop)

    def back_from(country: str) -> str:
        found = addresses.return_address(US, shop.id, country)
        return found.street if found else ""

    assert back_from("BG") == ""
    save_store_address(seat=mine, draft=HOME, purpose="origin")
    assert back_from("BG") == "明治路88号", "without one of its own, to where it ships from"
    main = save_store_address(seat=mine, draft=replace(HOME, street="明治路9号"))
    sofia = save_store_address(seat=mine, draft=SOFIA)
    assert (back_from("BG"), back_from("FR")) == ("ul. Shipka 6", "明治路9号")
    remove_store_address(seat=mine, address_id=sofia)
    assert back_from("BG") == "明治路9号"
    save_store_address(seat=mine, draft=SOFIA, address_id=main)
    assert (back_from("FR"), StoreAddress.objects.get(id=main).purpose) == ("ul. Shipka 6", "return")


def test_a_store_has_so_many_return_addresses(policy_value: Callable[[str, str], None]) -> None:
    shop = store()
    mine = owner_seat(shop)
    policy_value("sellers.return_addresses", "1")
    one = save_store_address(seat=mine, draft=SOFIA)
    with pytest.raises(TooManyReturnAddresses):
        save_store_address(seat=mine, draft=HOME)
    save_store_address(seat=mine, draft=HOME, address_id=one)
    save_store_address(seat=mine, draft=HOME, purpose="origin")
    assert StoreAddress.objects.count() == 2


def test_a_clerk_neither_reads_nor_changes_them_and_other_stores_are_not_there() -> None:
    shop = store()
    one = save_store_address(seat=owner_seat(shop), draft=SOFIA)
    clerk, stranger = seat(shop, "clerk"), owner_seat(store())
    for refused, who in ((RightMissing, clerk), (StoreAddressNotFound, stranger)):
        with pytest.raises(refused):
            addresses.store_place(who, one)
        with pytest.raises(refused):
            save_store_address(seat=who, draft=HOME, address_id=one)
        with pytest.raises(refused):
            remove_store_address(seat=who, address_id=one)
    with pytest.raises(RightMissing):
        addresses.store_places(clerk)
    with pytest.raises(StoreAddressNotFound):
        remove_store_address(seat=stranger, address_id=new_id())
    assert StoreAddress.objects.get().lines["street"] == "ul. Shipka 6"


@pytest.mark.rule("OPR-06")
def test_each_change_is_written_down_without_the_address() -> None:
    shop = store()
    mine = owner_seat(shop)
    one = save_store_address(seat=mine, draft=SOFIA)
    save_store_address(seat=mine, draft=HOME, address_id=one)
    remove_store_address(seat=mine, address_id=one)
    rows = AuditRow.objects.filter(kind="sellers.address").order_by("at", "id")
    assert [(row.op, row.store_id) for row in rows] == [(op, shop.id) for op in ("insert", "update", "delete")]
    assert (rows[1].before, rows[1].after) == ({"lines": "•"}, {"lines": "•"})
