"""Orders out: exact amounts, masked buyers, the list's own filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.logistics.tests.factories import order as make_order
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.contexts.transfers.errors import ExportEmpty
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.tests.factories import exported, rows_of
from kontor.kernel.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def table(content: bytes, form: str) -> list[dict[str, Any]]:
    header, *rows = rows_of(content, form)
    return [dict(zip(header, row, strict=False)) for row in rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_order_is_a_row_with_exact_amounts(form: str) -> None:
    shop = store()
    order = make_order(shop, 3)
    make_order(store(), 1)
    StoreOrder.objects.filter(id=order.id).update(commission_minor=1, store_goods_minor=10**11 + 1)
    order = StoreOrder.objects.get(id=order.id)
    (row,) = table(exported(owner_seat(shop), "orders", form), form)
    assert row["Order"] == str(order.number)
    assert row["State"] == "to_ship"
    assert (float(row["Units"]), row["Country"]) == (3, order.ship_to_country)
    for name, minor in (("Goods", order.store_goods_minor), ("Commission", 1)):
        exact = Money(minor, order.store_currency.strip()).amount
        assert row[name] == (str(exact) if form == "csv" else float(exact))
    (line,) = table(exported(owner_seat(shop), "lines", form), form)
    known = Line.objects.get(store_id=shop.id)
    assert (line["SKU"], line["Name"], float(line["Units"])) == (known.sku_code, known.title, 3)


@pytest.mark.rule("ACC-40")
@pytest.mark.parametrize("kind", ["orders", "lines"])
def test_a_buyer_is_a_masked_nickname_and_a_country(kind: str) -> None:
    shop = store()
    order = make_order(shop, 1)
    buyer = Account.objects.get(id=order.buyer_id)
    StoreOrder.objects.filter(id=order.id).update(note="call me: +359 88 7654321")
    address = BuyerOrder.objects.get(buyer_id=order.buyer_id, id=order.buyer_order_id).address
    text = exported(owner_seat(shop), kind).decode()
    secrets = [buyer.email, buyer.given_name, buyer.family_name, "7654321", str(order.buyer_id),
               *(str(value) for key, value in address.items() if key != "country")]  # fmt: skip
    assert [secret for secret in secrets if len(secret) > 2 and secret in text] == []
    assert order.ship_to_country in text


def test_the_filters_of_the_list_choose() -> None:
    shop = store()
    old, new = make_order(shop, 1), make_order(shop, 1)
    StoreOrder.objects.filter(id=old.id).update(placed_at=old.placed_at - timedelta(days=40), ship_to_country="BR")
    StoreOrder.objects.filter(id=new.id).update(state="shipped")

    def numbers(**filters: Any) -> set[str]:
        return {row["Order"] for row in table(exported(owner_seat(shop), "orders", filters=filters), "csv")}

    assert numbers() == {str(old.number), str(new.number)}
    assert numbers(tab="shipped") == {str(new.number)}
    assert numbers(country="BR") == {str(old.number)}
    assert numbers(text=str(new.number)) == {str(new.number)}
    day = new.placed_at.date().isoformat()
    assert numbers(placed_from=day, placed_to=day) == {str(new.number)}
    assert numbers(sku=Line.objects.get(order_id=old.id).sku_code) >= {str(old.number)}
    assert numbers(tab="nonsense", placed_from="yesterday") == numbers()
    with pytest.raises(ExportEmpty):
        ask_export(seat=owner_seat(shop), kind="orders", form="csv", language="en", filters={"tab": "cancelled"})


def test_numbers_follow_the_language_of_the_spreadsheet() -> None:
    shop = store()
    make_order(shop, 1)
    text = exported(owner_seat(shop), "orders", language="bg").decode("utf-8-sig")
    order = StoreOrder.objects.get(store=shop)
    amount = str(Money(order.store_goods_minor, order.store_currency.strip()).amount)
    assert f";{amount.replace('.', ',')};" in text


def test_all_of_many_orders_are_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from kontor.contexts.transfers.sheets import orders

    monkeypatch.setattr(orders, "PAGE", 3)
    shop = store()
    made = {str(make_order(shop, 1).number) for _ in range(8)}
    for kind in ("orders", "lines"):
        rows = table(exported(owner_seat(shop), kind), "csv")
        assert (len(rows), {row["Order"] for row in rows}) == (8, made)


def test_whoever_may_not_see_orders_exports_none() -> None:
    shop = store()
    make_order(shop, 1)
    with pytest.raises(RightMissing):
        ask_export(seat=seat(shop, "stock"), kind="orders", form="csv", language="en")
