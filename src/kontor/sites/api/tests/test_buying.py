"""Cart, quote, addresses and the one call that orders (TRD-05, TRD-06)."""

from __future__ import annotations

import json

import psycopg
import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.models import Product
from kontor.contexts.checkout.tests.factories import Market, make_address
from kontor.contexts.inventory.models import Reservation, Stock
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.models import Escrow, Intent
from kontor.contexts.payments.tests.factories import Played
from kontor.kernel.ids import new_id
from kontor.platform import events
from kontor.platform.idempotency.models import StoredAnswer
from kontor.platform.verify import names, run
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.people import Program

pytestmark = pytest.mark.django_db
NO_LINE = "/cart/lines/01a1fc98-27d9-7208-86f4-0cbb098cc9ee"
PLACED, PAID = 12, 17  # statements until the order stands, and until it is paid; the test's own savepoints are in it


def _wanted(market: Market, **more: object) -> dict[str, object]:
    return {
        "lines": [{"sku_id": str(market.tea.id), "quantity": 2}, {"sku_id": str(market.lamp.id), "quantity": 1}],
        "address_id": str(market.address.id), "payment_method": "instant",
    } | more  # fmt: skip


def test_the_cart_line_by_line(market: Market) -> None:
    me = Program(market.account)
    assert fits(me.get("/cart"), "/cart")["units"] == 0
    path, described = f"/cart/lines/{market.tea.id}", "/cart/lines/{sku_id}"
    assert fits(me.send("DELETE", path), described, "delete")["units"] == 0
    assert fits(me.send("PUT", path, {"quantity": 2}), described, "put")["units"] == 2
    body = fits(me.send("PUT", path, {"quantity": 3}), described, "put")
    assert (body["units"], body["goods"]["currency"]) == (3, "EUR")
    assert fits(me.send("DELETE", path), described, "delete")["stores"] == []
    unknown = me.send("PUT", f"/cart/lines/{new_id()}", {"quantity": 1})
    assert (unknown.status_code, fits(unknown, described, "put")["code"]) == (404, "ERR_NOT_SOLD")
    for wrong in ({"quantity": 0}, {"quantity": "many"}, {}, {"quantity": 1, "price": 0}):
        refused = me.send("PUT", path, wrong)
        assert refused.status_code == 422
        fits(refused, described, "put")


@pytest.mark.rule("TRD-05")
def test_the_full_cost_for_a_country_before_any_address(market: Market) -> None:
    me = Program(market.account)
    body = fits(me.send("POST", "/quote", {"country": "ES", "lines": _wanted(market)["lines"]}), "/quote", "post")
    assert body["ready"] is True
    parts = sum(body[part]["minor"] for part in ("goods", "shipping", "tax"))
    assert body["total"]["minor"] == parts
    assert sum(store["total"]["minor"] for store in body["stores"]) == parts
    assert fits(me.get("/cart"), "/cart")["units"] == 0  # nothing was stored


def test_the_address_book(market: Market) -> None:
    me = Program(market.account)
    good = {"country": "ES", "recipient": "Lucía Gómez", "street": "Calle Mayor 5", "city": "Madrid",
            "region": "Madrid", "postcode": "28013", "phone": "+34600111222"}  # fmt: skip
    made = me.send("POST", "/addresses", good)
    assert (made.status_code, fits(made, "/addresses", "post")["city"]) == (201, "Madrid")
    assert len(fits(me.get("/addresses"), "/addresses")) == 2
    bad = me.send("POST", "/addresses", good | {"postcode": "X", "phone": "no"})
    assert bad.status_code == 422
    assert {"postcode", "phone"} <= set(fits(bad, "/addresses", "post")["fields"])


@pytest.mark.rule("TRD-05", "TRD-06")
def test_one_call_orders_and_pays(market: Market, gateway: Played) -> None:
    me = Program(market.account)
    response = me.order(_wanted(market, notes={str(market.tea_house.id): "green, please"}))
    body = fits(response, "/checkout", "post")
    assert response.status_code == 201
    assert (body["state"], body["payment"]["redirect_url"]) == ("paid", None)
    assert {order["state"] for order in body["orders"]} == {"to_ship"}
    assert StoreOrder.objects.get(store=market.tea_house).note == "green, please"
    assert Escrow.objects.count() == 2
    assert [finding for name in names() for finding in run(name)] == []


@pytest.mark.rule("TRD-05")
def test_the_named_lines_leave_the_cart_alone_and_the_cart_is_emptied_when_it_is_ordered(
    market: Market, gateway: Played
) -> None:
    me = Program(market.account)
    market.put(market.lamp, 1)
    me.order(_wanted(market, lines=[{"sku_id": str(market.tea.id), "quantity": 1}]))
    assert fits(me.get("/cart"), "/cart")["units"] == 1
    wanted = _wanted(market)
    del wanted["lines"]
    assert me.order(wanted, "k-2").status_code == 201
    assert fits(me.get("/cart"), "/cart")["units"] == 0
    empty = me.order(wanted, "k-3")
    assert (empty.status_code, fits(empty, "/checkout", "post")["code"]) == (409, "ERR_CART_EMPTY")


@pytest.mark.rule("TRD-06")
def test_a_call_sent_again_is_the_same_purchase(market: Market, gateway: Played) -> None:
    me = Program(market.account)
    first, second = me.order(_wanted(market)), me.order(_wanted(market))
    assert (first.content, first.status_code) == (second.content, second.status_code)
    assert second["Idempotent-Replayed"] == "true"
    assert (BuyerOrder.objects.count(), Intent.objects.count()) == (1, 1)
    other = me.order(_wanted(market, payment_method="alipay"))
    assert (other.status_code, fits(other, "/checkout", "post")["code"]) == (422, "ERR_IDEMPOTENCY_KEY_REUSED")
    somebody = make_account()
    make_address(somebody.id)
    assert Program(somebody).order(_wanted(market)).status_code == 404  # another's key is another's; so is the address


@pytest.mark.rule("TRD-06")
def test_a_call_sent_again_after_answers_are_forgotten_is_the_same_purchase(market: Market, gateway: Played) -> None:
    me = Program(market.account)
    first = me.order(_wanted(market))
    StoredAnswer.objects.all().delete()
    assert me.order(_wanted(market)).json()["number"] == first.json()["number"]
    Stock.objects.update(on_hand=F("reserved"))  # what is gone by now changes nothing of what was ordered
    again = me.order(_wanted(market))
    assert (again.status_code, again["Idempotent-Replayed"]) == (201, "true")
    assert again.json()["number"] == first.json()["number"]
    assert (BuyerOrder.objects.count(), Intent.objects.count()) == (1, 1)


@pytest.mark.rule("ACC-04")
def test_wechat_pays_only_for_goods_that_all_allow_it(market: Market, gateway: Played) -> None:
    Account.objects.filter(id=market.account.id).update(country="CN")
    me = Program(market.account)
    wanted = _wanted(market, payment_method="wechat_pay")
    Product.objects.filter(id=market.tea.product_id).update(wechat_pay=True)  # the lamp does not
    refused = me.order(wanted)
    assert (refused.status_code, list(fits(refused, "/checkout", "post")["fields"])) == (422, ["payment_method"])
    assert not BuyerOrder.objects.exists()
    assert not Reservation.objects.exists()
    me.order(_wanted(market, payment_method="alipay"), "k-2")
    StoredAnswer.objects.all().delete()  # nor does a forgotten answer open a way round
    assert me.order(wanted, "k-2").status_code == 422
    assert [intent.method for intent in Intent.objects.all()] == ["alipay"]
    Product.objects.filter(id=market.lamp.product_id).update(wechat_pay=True)
    body = fits(me.order(wanted, "k-3"), "/checkout", "post")
    assert body["payment"]["method"] == "wechat_pay"
    assert body["payment"]["redirect_url"].startswith("https://pay.example/")


def test_the_key_is_asked_for_with_400(market: Market, gateway: Played) -> None:
    for key in ("", "  "):
        response = Program(market.account).order(_wanted(market), key)
        assert response.status_code == 400
        body = fits(response, "/checkout", "post")
        assert (body["status"], list(body["fields"])) == (400, ["Idempotency-Key"])
    assert not BuyerOrder.objects.exists()


def test_a_key_that_is_being_worked_on_answers_409_with_a_time_to_wait(
    market: Market, gateway: Played, database_url: str
) -> None:
    scope = f"api.checkout:{market.account.id}|k-1"
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [scope])
        response = Program(market.account).order(_wanted(market))
    assert (response.status_code, response["Retry-After"]) == (409, "1")
    assert fits(response, "/checkout", "post")["code"] == "ERR_IDEMPOTENCY_IN_PROGRESS"
    assert not BuyerOrder.objects.exists()


@pytest.mark.rule("TRD-06")
def test_a_gateway_is_told_where_to_pay_and_a_silent_one_loses_nothing(market: Market, gateway: Played) -> None:
    me = Program(market.account)
    gateway.status = None
    silent = fits(me.order(_wanted(market, payment_method="alipay")), "/checkout", "post")
    assert (silent["state"], silent["payment"]["problem"]) == ("awaiting_payment", "ERR_PAYMENT_PROVIDER_DOWN")
    from kontor.contexts.payments.providers.protocol import Status

    gateway.status = Status.OPEN
    again = fits(me.order(_wanted(market, payment_method="alipay")), "/checkout", "post")
    assert again["number"] == silent["number"]
    assert again["payment"]["redirect_url"].startswith("https://pay.example/")
    assert (
        me.order(_wanted(market, payment_method="alipay")).content
        == json.dumps(again, separators=(",", ":"), ensure_ascii=False).encode()
    )
    assert gateway.begun == 1


@pytest.mark.rule("TRD-08")
def test_what_is_refused_changes_nothing(market: Market, gateway: Played) -> None:
    me = Program(market.account)
    foreign = make_address(make_account().id)
    tea, nothing = str(market.tea.id), [{"sku_id": str(new_id()), "quantity": 1}]
    for number, (change, status) in enumerate([
        ({"lines": [{"sku_id": tea, "quantity": 11}]}, 409), ({"address_id": str(foreign.id)}, 404),
        ({"address_id": str(new_id())}, 404), ({"address_id": None}, 422), ({"payment_method": "barter"}, 422),
        ({"fingerprint": "0" * 32}, 409), ({"lines": []}, 422), ({"lines": nothing}, 404),
        ({"price": 1}, 422), ({"notes": {str(market.tea_house.id): "x" * 501}}, 422),
    ]):  # fmt: skip
        response = me.order(_wanted(market, **change), f"w-{number}")
        assert response.status_code == status, (change, response.content)
        fits(response, "/checkout", "post")
    assert not BuyerOrder.objects.exists()
    assert not Reservation.objects.exists()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/cart"), ("PUT", NO_LINE), ("DELETE", NO_LINE),
        ("POST", "/quote"), ("GET", "/addresses"), ("POST", "/addresses"), ("POST", "/checkout"), ("GET", "/orders"),
        ("GET", "/orders/1234567890123456"), ("POST", "/orders/1234567890123456/receive"),
    ],
)  # fmt: skip
def test_who_is_not_a_buyer_gets_401_and_a_call_without_the_token_403(market: Market, method: str, path: str) -> None:
    from kontor.sites.console.tests.people import operator

    seller = make_account(audience="seller")
    for stranger in (None, seller, operator(), make_account(state="suspended")):
        response = Program(stranger).send(method, path, {"quantity": 1})
        assert (response.status_code, json.loads(response.content)["code"]) == (401, "ERR_NOT_SIGNED_IN")
    if method != "GET":
        response = Program(market.account, token="b" * 32).send(method, path, {"quantity": 1})
        assert response.status_code == 403


def test_the_checkout_stays_in_its_budget(market: Market, gateway: Played) -> None:
    me = Program(market.account)
    me.order(_wanted(market), "warm")
    with CaptureQueriesContext(connection) as queries:
        assert me.order(_wanted(market), "measured").status_code == 201
    listed = statements(queries)
    placed = next(place for place, query in enumerate(queries, 1) if "payments_intent" in query["sql"])
    assert placed <= PLACED, f"{placed} statements until the order stands:\n{listed}"
    assert len(queries) <= PAID, f"{len(queries)} statements:\n{listed}"


def statements(queries: CaptureQueriesContext) -> str:
    """What was asked, one line each, for trimming."""
    return "\n".join(f"{place:3} {' '.join(query['sql'].split())[:220]}" for place, query in enumerate(queries, 1))


@pytest.mark.parametrize(("way", "told"), [("instant", {"order_paid"}), ("alipay", {"order_placed"})])
def test_who_has_paid_by_then_is_not_told_until_when_to_pay(
    market: Market, gateway: Played, way: str, told: set[str]
) -> None:
    me = Program(market.account)
    assert me.order(_wanted(market, payment_method=way)).status_code == 201
    events.drain()
    kinds = Notice.objects.filter(account_id=market.account.id).values_list("kind", flat=True)
    assert set(kinds) == told
