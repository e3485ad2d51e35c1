"""A buyer's orders by the API."""

from __future__ import annotations

import json
import re

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import Market
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.sites.api.tests.described import description, fits
from kontor.sites.api.tests.people import Program

pytestmark = pytest.mark.django_db


def _shipped(market: Market) -> StoreOrder:
    market.place({"tea": 1})
    pay(BuyerOrder.objects.get())
    StoreOrder.objects.update(state="shipped")
    return StoreOrder.objects.get()


def test_list_and_order(market: Market) -> None:
    order, me = _shipped(market), Program(market.account)
    listed = fits(me.get("/orders"), "/orders")
    assert [card["number"] for card in listed["items"]] == [str(order.number)]
    assert fits(me.get("/orders?tab=to_pay"), "/orders")["items"] == []
    assert me.get("/orders?tab=nonsense").status_code == 422
    body = fits(me.get(f"/orders/{order.number}"), "/orders/{number}")
    assert body["lines"][0]["title"] == "Dragon Well tea"
    assert body["actions"] == ["receive", "dispute"]


def test_receipt_is_confirmed_once_however_often(market: Market) -> None:
    order, me = _shipped(market), Program(market.account)
    for _ in range(2):
        body = fits(me.send("POST", f"/orders/{order.number}/receive"), "/orders/{number}/receive", "post")
        assert body["state"] == "received"
    assert sum(step["move"] == "receive" for step in body["steps"]) == 1


def test_it_is_not_received_before_it_is_shipped(market: Market) -> None:
    market.place({"tea": 1})
    number = StoreOrder.objects.get().number
    response = Program(market.account).send("POST", f"/orders/{number}/receive")
    assert (response.status_code, fits(response, "/orders/{number}/receive", "post")["code"]) == (
        409, "ERR_MOVE_NOT_ALLOWED",
    )  # fmt: skip
    assert StoreOrder.objects.get().state == "placed"


def test_a_stranger_s_order_is_answered_like_an_absent_one(market: Market) -> None:
    order, stranger = _shipped(market), Program(make_account())
    for method, path in (("GET", "/orders/{}"), ("POST", "/orders/{}/receive")):
        foreign = stranger.send(method, path.format(order.number))
        absent = stranger.send(method, path.format(order.number - 1))
        assert foreign.status_code == absent.status_code == 404
        bodies = [json.loads(answer.content) | {"request_id": ""} for answer in (foreign, absent)]
        assert bodies[0] == bodies[1]
    assert StoreOrder.objects.get().state == "shipped"


@pytest.mark.rule("ACC-01")
def test_no_call_creates_a_buyer(market: Market) -> None:
    parts = {part for path in description()["paths"] for part in re.split(r"[/_{}-]", path)}
    assert not parts & {"account", "accounts", "buyer", "buyers", "user", "users", "register", "sign", "signup", "join"}
    for path in ("/accounts", "/buyers", "/users", "/join", "/sign-up", "/register"):
        assert Program().send("POST", path, {"email": "a@example.com"}).status_code == 404
