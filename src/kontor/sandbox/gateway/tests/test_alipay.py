"""The Alipay face, spoken to by the real alipay-sdk-python."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from alipay.aop.api.exception.Exception import ResponseException
from alipay.aop.api.request.AlipayTradeCloseRequest import AlipayTradeCloseRequest
from alipay.aop.api.request.AlipayTradeFastpayRefundQueryRequest import AlipayTradeFastpayRefundQueryRequest
from alipay.aop.api.request.AlipayTradeQueryRequest import AlipayTradeQueryRequest
from alipay.aop.api.request.AlipayTradeRefundRequest import AlipayTradeRefundRequest
from alipay.aop.api.response.AlipayTradeCloseResponse import AlipayTradeCloseResponse
from alipay.aop.api.response.AlipayTradeFastpayRefundQueryResponse import AlipayTradeFastpayRefundQueryResponse
from alipay.aop.api.response.AlipayTradeQueryResponse import AlipayTradeQueryResponse
from alipay.aop.api.response.AlipayTradeRefundResponse import AlipayTradeRefundResponse

from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.tests import real_sdk
from kontor.sandbox.gateway.tests.conftest import APP, Till

QUERY = (AlipayTradeQueryRequest, AlipayTradeQueryResponse)
REFUND = (AlipayTradeRefundRequest, AlipayTradeRefundResponse)
REFUND_QUERY = (AlipayTradeFastpayRefundQueryRequest, AlipayTradeFastpayRefundQueryResponse)
CLOSE = (AlipayTradeCloseRequest, AlipayTradeCloseResponse)


def test_paid_trade_is_notified_returned_and_answered_with_genuine_signatures(till: Till) -> None:
    name, path = till.order("88.80")
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no=name).trade_status == "WAIT_BUYER_PAY"

    back = till.decide(path, "pay")
    assert back.status_code == 303
    returned = dict(parse_qsl(urlsplit(back.headers["location"]).query))
    assert back.headers["location"].startswith(f"{till.merchant.address}/back?")
    assert returned["order"] == "7"
    assert returned["out_trade_no"] == name
    assert "trade_status" not in returned
    assert real_sdk.genuine(returned, till.pems.gateway_public)

    told = till.merchant.next().form()
    assert real_sdk.genuine(told, till.pems.gateway_public)
    assert told["sign_type"] == "RSA2"
    assert (told["out_trade_no"], told["trade_status"], told["total_amount"]) == (name, "TRADE_SUCCESS", "88.80")
    assert (told["app_id"], told["seller_id"]) == (APP, "2088000000000001")
    assert told["gmt_payment"]

    truth = real_sdk.ask(till.alipay, *QUERY, out_trade_no=name)
    assert truth.is_success()
    assert (truth.trade_status, truth.trade_no, truth.total_amount) == ("TRADE_SUCCESS", told["trade_no"], "88.80")
    assert [note["state"] for note in till.settled(name)] == ["delivered"]


def test_notification_is_repeated_unchanged_until_the_word_success(till: Till) -> None:
    from kontor.sandbox.wire.http import Response

    till.merchant.answers.put(Response(200, b"fail"))
    till.merchant.answers.put(Response(500, b"success"))
    name, path = till.order()
    till.decide(path, "pay")
    told = [till.merchant.next().form() for _ in range(3)]
    assert told[0] == told[1] == told[2]
    [note] = till.settled(name)
    assert [attempt["accepted"] for attempt in note["attempts"]] == [False, False, True]


def test_refusal_closes_the_trade_and_says_so(till: Till) -> None:
    name, path = till.order()
    returned = dict(parse_qsl(urlsplit(till.decide(path, "refuse").headers["location"]).query))
    assert returned["trade_status"] == "TRADE_CLOSED"
    assert real_sdk.genuine(returned, till.pems.gateway_public)
    assert till.merchant.next().form()["trade_status"] == "TRADE_CLOSED"
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no=name).trade_status == "TRADE_CLOSED"


def test_walking_away_sends_nothing(till: Till) -> None:
    name, path = till.order()
    assert till.decide(path, "walk").status_code == 200
    assert till.payment(name)["notifications"] == []
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no=name).trade_status == "WAIT_BUYER_PAY"


def test_refund_in_parts_is_made_once_per_request_and_never_beyond_the_whole(till: Till) -> None:
    name, path = till.order("10.00")
    till.decide(path, "pay")
    till.merchant.next()

    def refund(amount: str, request: str) -> AlipayTradeRefundResponse:
        return real_sdk.ask(till.alipay, *REFUND, out_trade_no=name, refund_amount=amount, out_request_no=request)

    first = refund("4.00", "r1")
    assert (first.fund_change, first.refund_fee) == ("Y", "4.00")
    told = till.merchant.next().form()
    assert (told["out_biz_no"], told["refund_fee"], told["trade_status"]) == ("r1", "4.00", "TRADE_SUCCESS")

    again = refund("4.00", "r1")
    assert (again.fund_change, again.refund_fee) == ("N", "4.00")
    assert refund("5.00", "r1").sub_code == "ACQ.DISCORDANT_REPEAT_REQUEST"
    assert refund("6.01", "r2").sub_code == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"
    assert refund("6.00", "r3").refund_fee == "10.00"
    assert till.merchant.next().form()["trade_status"] == "TRADE_CLOSED"

    known = real_sdk.ask(till.alipay, *REFUND_QUERY, out_trade_no=name, out_request_no="r1")
    assert (known.refund_status, known.refund_amount) == ("REFUND_SUCCESS", "4.00")
    unknown = real_sdk.ask(till.alipay, *REFUND_QUERY, out_trade_no=name, out_request_no="r2")
    assert unknown.is_success()
    assert unknown.refund_status is None


def test_close_forbids_payment_and_payment_forbids_close(till: Till) -> None:
    name, path = till.order()
    assert real_sdk.ask(till.alipay, *CLOSE, out_trade_no=name).is_success()
    assert 'name="deed"' not in till.browser.get(till.gateway.address + path).text

    paid, path = till.order()
    till.decide(path, "pay")
    assert real_sdk.ask(till.alipay, *CLOSE, out_trade_no=paid).sub_code == "ACQ.TRADE_STATUS_ERROR"
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no="nothing").sub_code == "ACQ.TRADE_NOT_EXIST"
    assert real_sdk.ask(till.alipay, *REFUND, out_trade_no=name, refund_amount="1.00", out_request_no="x").sub_code == (
        "ACQ.TRADE_STATUS_ERROR"
    )


def test_request_of_a_stranger_is_refused_in_both_directions(till: Till) -> None:
    name, _ = till.order()
    forged = keys.Keys(keys.stranger(), "", "", till.pems.gateway_public)
    client = real_sdk.alipay_client(till.gateway.address, forged, APP)
    assert real_sdk.ask(client, *QUERY, out_trade_no=name).sub_code == "isv.invalid-signature"

    misled = keys.Keys(till.pems.merchant_private, "", "", till.pems.merchant_public)
    client = real_sdk.alipay_client(till.gateway.address, misled, APP)
    with pytest.raises(ResponseException, match="sign verify failed"):
        real_sdk.ask(client, *QUERY, out_trade_no=name)


def test_altered_address_of_the_payment_page_is_refused(till: Till) -> None:
    from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest

    request = AlipayTradePagePayRequest()
    request.biz_content = {
        "out_trade_no": "a1", "total_amount": "90.00", "subject": "s", "product_code": "FAST_INSTANT_TRADE_PAY"
    }  # fmt: skip
    address = till.alipay.page_execute(request, "GET")
    assert till.browser.get(address.replace("90.00", "10.00")).status_code == 400
    assert till.browser.get(address).status_code == 303
    assert till.browser.get(address).headers["location"] == till.browser.get(address).headers["location"]


def test_other_currencies_keep_their_precision(till: Till) -> None:
    request_currency = {"trans_currency": "JPY"}
    from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest

    request = AlipayTradePagePayRequest()
    request.biz_content = {
        "out_trade_no": "yen", "total_amount": "1500", "subject": "s", "product_code": "FAST_INSTANT_TRADE_PAY"
    }  # fmt: skip
    request.udf_params = request_currency
    path = till.browser.get(till.alipay.page_execute(request, "GET")).headers["location"]
    assert "1,500\u00a0JPY" in till.browser.get(till.gateway.address + path).text
    truth = real_sdk.ask(till.alipay, *QUERY, out_trade_no="yen")
    assert (truth.total_amount, truth.trans_currency) == ("1500", "JPY")
