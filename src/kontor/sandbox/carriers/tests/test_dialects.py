"""Create, pull and push at each carrier, with their signatures."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

from kontor.sandbox.carriers.cainiao import TRACE, digest
from kontor.sandbox.carriers.tests.conftest import NAMES, Customer
from kontor.sandbox.wire.http import Request

CODE = {"yunexpress": "TrackNodeCode", "cainiao": "actionCode", "yanwen": "tracking_status"}
DELIVERED = {"yunexpress": "LM_DELIVERED", "cainiao": "GTMS_SIGNED", "yanwen": "LM40"}


def opened(carrier: str, request: Request) -> Any:
    """The content of a push whose signature holds; None when it does not."""
    if carrier == "yunexpress":
        at, key = request.headers["x-openapi-timestamp"], b"yunexpress-encrypt-key"
        if hashlib.sha256(at.encode() + key + request.body).hexdigest() != request.headers["x-openapi-signature"]:
            return None
        raw = base64.b64decode(request.json()["encrypt"])
        cipher = AES.new(hashlib.sha256(key).digest(), AES.MODE_CBC, raw[:16])
        return json.loads(unpad(cipher.decrypt(raw[16:]), 16))
    if carrier == "cainiao":
        form = request.form()
        return json.loads(form["logistics_interface"]) if form["data_digest"] == digest(
            form["logistics_interface"], "cainiao-secret") else None  # fmt: skip
    at = request.headers["x-yanwen-timestamp"]
    expected = hmac.new(b"yanwen-push-secret", f"{at}.".encode() + request.body, "sha256").hexdigest()
    return request.json() if expected == request.headers["x-yanwen-signature"] else None


def code(carrier: str, content: Any) -> str:
    """The code of the one event in a push."""
    [event] = content.get("OrderTrackingDetails") or content.get("detailList") or content["checkpoints"]
    return str(event[CODE[carrier]])


@pytest.mark.parametrize("carrier", NAMES)
def test_order_is_one_parcel_however_often_it_is_sent(customer: Customer, carrier: str) -> None:
    first = customer.number(carrier, order="A1")
    assert customer.number(carrier, order="A1") == first
    assert customer.number(carrier, order="A2") != first
    refused = customer.create(carrier, order="A1", destination="FR")
    wrong = {"yunexpress": ("ErrorCode", "2004"), "cainiao": ("errorCode", "B0004"), "yanwen": ("code", "40009")}
    key, value = wrong[carrier]
    assert refused[key] == value
    assert len(customer.carriers.book.all()) == 2


@pytest.mark.parametrize("carrier", NAMES)
def test_events_are_pulled_in_the_carrier_s_own_words(customer: Customer, carrier: str) -> None:
    number = customer.number(carrier)
    assert customer.pull(carrier, number) == []
    made = customer.control("advance", number=number, steps=2)["events"]
    assert [event["stage"] for event in made] == ["info", "picked_up"]
    assert len(customer.pull(carrier, number)) == 2
    assert customer.control("advance", number=number, until="delivered")["delivered"] is True
    pulled = customer.pull(carrier, number)
    assert pulled[-1][CODE[carrier]] == DELIVERED[carrier]
    assert 8 <= len(pulled) <= 14
    assert customer.control("advance", number=number)["events"] == []


@pytest.mark.parametrize("carrier", NAMES)
def test_each_event_is_pushed_in_order_with_a_signature_that_holds(customer: Customer, carrier: str) -> None:
    number = customer.number(carrier)
    customer.control("advance", number=number, until="delivered")
    pulled = [event[CODE[carrier]] for event in customer.pull(carrier, number)]
    taken = [customer.merchant.next() for _ in pulled]
    assert {request.path for request in taken} == {f"/hooks/{carrier}"}
    assert [code(carrier, opened(carrier, request)) for request in taken] == pulled


@pytest.mark.parametrize("carrier", NAMES)
@pytest.mark.parametrize("forge", ["signature", "content"])
def test_forged_push_does_not_hold(customer: Customer, carrier: str, forge: str) -> None:
    number = customer.number(carrier)
    customer.control("switches", number=number, notification="forged", forge=forge)
    customer.control("advance", number=number)
    assert opened(carrier, customer.merchant.next()) is None


def test_wrong_credentials_are_refused(customer: Customer) -> None:
    assert customer.yunexpress("GET", "Tracking/GetTrackInfo", secret="x")["Code"] == "1002"
    assert customer.cainiao(TRACE, {"mailNo": "x"}, secret="x")["errorCode"] == "S02"
    assert customer.yanwen("GET", "tracking", token="x").status_code == 401
    assert customer.yanwen("POST", "order/create", token="x", json={}).json()["code"] == "40001"


def test_missing_fields_and_unknown_parcels_are_named(customer: Customer) -> None:
    answer = customer.yunexpress("POST", "WayBill/CreateOrder", json=[{"CustomerOrderNumber": "1"}])
    assert answer["Code"] == "1004"
    assert "Receiver.CountryCode" in answer["Message"]
    assert customer.yunexpress("POST", "WayBill/CreateOrder", json=[])["Code"] == "1004"
    assert customer.yunexpress("GET", "Tracking/GetTrackInfo", params={"OrderNumber": "YT1"})["Code"] == "1006"
    assert customer.cainiao(TRACE, {"mailNo": "LP1"})["errorCode"] == "B0001"
    assert customer.cainiao(TRACE, {})["errorCode"] == "S01"
    unknown = customer.yanwen("GET", "tracking", params={"nums": "UG1"}).json()["result"][0]
    assert unknown["tracking_status"] == "NOTFOUND"


def test_batch_in_part_wrong_is_partial(customer: Customer) -> None:
    good = {"CustomerOrderNumber": "1", "ShippingMethodCode": "B", "Weight": 0.2, "Receiver": {"CountryCode": "US"}}
    answer = customer.yunexpress("POST", "WayBill/CreateOrder", json=[good, {**good, "Weight": 0}])
    assert answer["Code"] == "1011"
    assert [item["Success"] for item in answer["Item"]] == [1, 0]
    assert answer["Item"][0]["TrackType"] == 1


def test_parcel_of_one_carrier_is_unknown_to_another(customer: Customer) -> None:
    number = customer.number("cainiao")
    assert customer.yunexpress("GET", "Tracking/GetTrackInfo", params={"OrderNumber": number})["Code"] == "1006"
