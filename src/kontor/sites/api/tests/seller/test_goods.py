"""Products, prices and stock by the API (SEL-30)."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from PIL import Image

from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.inventory.models import Movement, Stock, Warehouse
from kontor.kernel.ids import new_id
from kontor.platform.events.models import OutboxEvent
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.seller.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-30")]


def _product(**more: Any) -> dict[str, Any]:
    return {
        "category": "things", "texts": {"en": {"title": "Green tea"}, "zh-hans": {"title": "绿茶"}},
        "skus": [{"code": "G-1", "price": "12.50", "weight_g": 100}],
    } | more  # fmt: skip


def test_facts_of_the_store(desk: Desk) -> None:
    me = desk.program("store:read")
    assert fits(me.get("/store"), "/seller/store")["currency"] == "CNY"
    [house] = fits(me.get("/warehouses"), "/seller/warehouses")
    assert house["name"] == "Main"
    assert {"carrier": "yunexpress", "service": "THPHR"}.items() <= max(
        fits(me.get("/carriers"), "/seller/carriers"), key=lambda row: row["service"] == "THPHR"
    ).items()


def test_products_and_skus_are_listed_by_key(desk: Desk, django_assert_max_num_queries: Any) -> None:
    me = desk.program("products:read")
    [line] = fits(me.get("/products"), "/seller/products")["items"]
    assert (line["number"], line["title"]) == (str(desk.market.tea.product.number), "Dragon Well tea")
    assert fits(me.get("/products?state=draft"), "/seller/products")["items"] == []
    assert fits(me.get("/products?updated_since=2999-01-01T00:00:00Z"), "/seller/products")["items"] == []
    body = fits(me.get("/skus?size=1"), "/seller/skus")
    assert body["items"][0]["code"] == desk.market.tea.code
    assert body["items"][0]["stock"][0]["on_hand"] == 10
    assert body["next"] is None
    assert fits(me.get("/skus?code=nothing"), "/seller/skus")["items"] == []
    with django_assert_max_num_queries(2):  # who calls; the list
        me.get("/skus")


def test_a_product_is_made_read_and_changed_by_who_has_read_it(desk: Desk) -> None:
    me = desk.program("products:read", "products:write")
    made = fits(me.send("POST", "/products", _product()), "/seller/products", "post")
    assert made["state"] == "draft"
    path, described = f"/products/{made['number']}", "/seller/products/{number}"
    answer = me.get(path)
    read = fits(answer, described)
    assert read["texts"]["zh-hans"]["title"] == "绿茶"
    assert read["skus"][0]["price"] == {"amount": "12.50", "minor": 1250, "currency": "CNY"}
    skus = [{"code": "G-1", "price": "13", "weight_g": 90}]  # known by its code
    changed = _product(texts={"zh-hans": {"title": "白茶"}}, skus=skus)
    without = me.send("PUT", path, changed)
    assert (without.status_code, fits(without, described, "put")["code"]) == (428, "ERR_PRECONDITION_MISSING")
    done = me.send("PUT", path, changed, If_Match=answer["ETag"])
    assert fits(done, described, "put")["version"] == read["version"] + 1
    for stale in (answer["ETag"], "*", 'W/"9"', "nonsense"):
        late = me.send("PUT", path, changed, If_Match=stale)
        assert (late.status_code, fits(late, described, "put")["code"]) == (412, "ERR_PRECONDITION_FAILED")
    product = Product.objects.get(number=made["number"])
    assert (product.texts.get().title, product.skus.get().price_minor) == ("白茶", 1300)


def test_a_repeated_change_is_answered_with_its_first_answer_although_the_etag_is_old(desk: Desk) -> None:
    me = desk.program("products:read", "products:write")
    number = fits(me.send("POST", "/products", _product()), "/seller/products", "post")["number"]
    etag = me.get(f"/products/{number}")["ETag"]
    first, again = (
        me.send("PUT", f"/products/{number}", _product(brand="Peak"), If_Match=etag, Idempotency_Key="k") for _ in "ab"
    )
    assert (first.status_code, again.status_code, first.content) == (200, 200, again.content)
    assert again["Idempotent-Replayed"] == "true"
    assert Product.objects.get(number=number).version == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"category": "nothing"}, "category"), ({"texts": {}}, "title"), ({"skus": []}, "skus"),
        ({"pictures": [{"path": "products/other/x.webp"}]}, "pictures"), ({"surprise": 1}, "asked.surprise"),
        ({"skus": [{"code": "G", "price": "12.505", "weight_g": 1}]}, "price"),
        ({"skus": [{"code": "G\ud800", "price": "1", "weight_g": 1}]}, "asked.skus.0.code"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told_at_its_field(desk: Desk, change: dict[str, Any], field: str) -> None:
    response = desk.program("products:write").send("POST", "/products", _product(**change))
    assert response.status_code == 422
    assert [name for name in fits(response, "/seller/products", "post")["fields"] if name.startswith(field)]
    assert Product.objects.filter(store=desk.store).count() == 1


def test_a_product_goes_on_sale_and_off(desk: Desk) -> None:
    me = desk.program("products:read", "products:write")
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    kept = me.client.post(
        "/api/v1/seller/pictures", {"picture": io.BytesIO(out.getvalue())},
        headers={"Authorization": f"Bearer {me.token}", "Idempotency-Key": "p"},
    )  # fmt: skip
    assert kept.status_code == 201, kept.content
    path = json.loads(kept.content)["path"]
    number = json.loads(me.send("POST", "/products", _product(pictures=[{"path": path}])).content)["number"]
    described = "/seller/products/{number}/{move}"
    assert fits(me.send("POST", f"/products/{number}/submit"), described, "post")["state"] == "under_review"
    refused = me.send("POST", f"/products/{number}/delist")
    assert (refused.status_code, fits(refused, described, "post")["code"]) == (409, "ERR_MOVE_NOT_ALLOWED")
    shown = str(desk.market.tea.product.number)
    assert fits(me.send("POST", f"/products/{shown}/delist"), described, "post")["state"] == "delisted"
    assert fits(me.send("POST", f"/products/{shown}/relist"), described, "post")["state"] == "approved"


def test_stock_is_counted_row_by_row(desk: Desk) -> None:
    me, tea = desk.program("stock:write"), desk.market.tea
    Stock.objects.filter(sku=tea).update(reserved=3)
    before = OutboxEvent.objects.count()
    rows = [
        {"sku": tea.code, "on_hand": 25}, {"sku": "nothing", "on_hand": 1},
        {"sku": desk.market.lamp.code, "on_hand": 9},
        {"sku": tea.code, "on_hand": 5, "warehouse_id": str(new_id())}, {"sku": tea.code, "on_hand": 2},
    ]  # fmt: skip
    body = fits(me.send("POST", "/stock", {"items": rows}), "/seller/stock", "post")
    codes = [row["error"] and row["error"]["code"] for row in body["results"]]
    unknown = "ERR_STOCK_PLACE_UNKNOWN"
    assert codes == [None, unknown, unknown, unknown, "ERR_STOCK_BELOW_RESERVED"]
    assert (body["done"], body["refused"]) == (1, 4)
    assert Stock.objects.get(sku=tea).on_hand == 25
    assert Movement.objects.filter(sku_id=tea.id).order_by("-id")[0].by_account == desk.seat.account_id
    assert OutboxEvent.objects.count() == before + 1
    assert Stock.objects.get(sku=desk.market.lamp).on_hand == 10


def test_prices_are_set_row_by_row(desk: Desk) -> None:
    me, tea = desk.program("products:write"), desk.market.tea
    rows = [
        {"sku": tea.code, "price": "80.00", "list_price": "100"}, {"sku": "nothing", "price": "1"},
        {"sku": desk.market.lamp.code, "price": "1"},
    ]  # fmt: skip
    body = fits(me.send("POST", "/prices", {"items": rows}), "/seller/prices", "post")
    assert [row["ok"] for row in body["results"]] == [True, False, False]
    tea.refresh_from_db()
    assert (tea.price_minor, tea.list_price_minor) == (8000, 10000)
    for wrong in ({"price": "0"}, {"price": "5", "list_price": "4"}, {"price": "1.234"}):
        body = fits(me.send("POST", "/prices", {"items": [{"sku": tea.code, **wrong}]}), "/seller/prices", "post")
        assert body["refused"] == 1
    assert Sku.objects.get(id=tea.id).price_minor == 8000
    assert Sku.objects.get(id=desk.market.lamp.id).price_minor == 3000


def test_five_hundred_rows_cost_few_statements(desk: Desk, django_assert_max_num_queries: Any) -> None:
    house = Warehouse.objects.get(store=desk.store)
    skus = Sku.objects.bulk_create(
        Sku(product=desk.market.tea.product, store=desk.store, code=f"S-{n}", price_minor=1, currency="CNY", weight_g=1)
        for n in range(500)
    )
    me = desk.program("stock:write")
    items = [{"sku": sku.code, "on_hand": n, "warehouse_id": str(house.id)} for n, sku in enumerate(skus)]
    me.send("POST", "/stock", {"items": items[:1]})
    with django_assert_max_num_queries(14):
        body = json.loads(me.send("POST", "/stock", {"items": items}).content)
    assert (body["done"], body["refused"]) == (500, 0)


def test_a_call_has_so_many_rows(desk: Desk, policy_value: Any) -> None:
    policy_value("integrations.rows_a_call", "1")
    rows = [{"sku": "a", "on_hand": 1}] * 2
    response = desk.program("stock:write").send("POST", "/stock", {"items": rows})
    assert (response.status_code, list(fits(response, "/seller/stock", "post")["fields"])) == (422, ["items"])
