"""Each way to misbehave, and what stays true meanwhile."""

from __future__ import annotations

import threading
from urllib.parse import urlsplit

import pytest
import stripe
from alipay.aop.api.exception.Exception import RequestException, ResponseException

from kontor.sandbox.conftest import PATIENCE
from kontor.sandbox.gateway.tests import real_sdk
from kontor.sandbox.gateway.tests.conftest import SECRET, Till
from kontor.sandbox.gateway.tests.test_alipay import QUERY, REFUND


def paid(till: Till, **switches: object) -> str:
    name, path = till.order()
    till.control("switches", payment=name, **switches)
    till.decide(path, "pay")
    return name


def test_held_notification_waits_for_release(till: Till) -> None:
    name = paid(till, notification="held")
    assert [note["state"] for note in till.payment(name)["notifications"]] == ["held"]
    assert till.merchant.taken.empty()
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no=name).trade_status == "TRADE_SUCCESS"
    assert till.control("release", payment=name) == {"released": 1}
    assert till.merchant.next().form()["out_trade_no"] == name


def test_late_notification_is_due_later(till: Till) -> None:
    name = paid(till, notification="late", seconds=3600)
    [note] = till.payment(name)["notifications"]
    assert (note["state"], note["attempts"]) == ("waiting", [])
    till.control("release")
    assert till.merchant.next().form()["out_trade_no"] == name


def test_twin_notifications_arrive_at_the_same_moment(till: Till) -> None:
    till.merchant.together = threading.Barrier(3)
    name = paid(till, notification="twice", times=3)
    told = [till.merchant.next().form() for _ in range(3)]
    assert told[0] == told[1] == told[2]
    [note] = till.settled(name)
    assert [attempt["copy"] for attempt in note["attempts"]] == [0, 1, 2]


@pytest.mark.parametrize("forge", ["signature", "content"])
def test_forged_notification_does_not_verify(till: Till, forge: str) -> None:
    name = paid(till, notification="forged", forge=forge)
    told = till.merchant.next().form()
    assert not real_sdk.genuine(told, till.pems.gateway_public)
    assert told["total_amount"] == ("88.80" if forge == "signature" else "0.01")
    till.control("switches", payment=name, notification="normal")
    till.control("notify", payment=name)
    assert real_sdk.genuine(till.merchant.next().form(), till.pems.gateway_public)


@pytest.mark.parametrize("forge", ["signature", "content"])
def test_forged_event_does_not_verify(till: Till, forge: str) -> None:
    session = till.session()
    till.control("switches", notification="forged", forge=forge)
    till.decide(urlsplit(session.url or "").path, "pay")
    told = till.merchant.next()
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(told.body, told.headers["stripe-signature"], SECRET)


def test_lost_notification_leaves_the_truth_to_be_asked_for(till: Till) -> None:
    name = paid(till, notification="lost")
    assert [note["state"] for note in till.payment(name)["notifications"]] == ["lost"]
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no=name).trade_status == "TRADE_SUCCESS"


def test_api_that_fails_or_hangs_up(till: Till) -> None:
    name, _ = till.order()
    session = till.session()
    till.control("switches", api="error")
    with pytest.raises(ResponseException):
        real_sdk.ask(till.alipay, *QUERY, out_trade_no=name)
    with pytest.raises(stripe.APIError):
        till.stripe.v1.checkout.sessions.retrieve(session.id)
    till.control("switches", api="drop")
    with pytest.raises(RequestException):
        real_sdk.ask(till.alipay, *QUERY, out_trade_no=name)
    with pytest.raises(stripe.APIConnectionError):
        till.stripe.v1.checkout.sessions.retrieve(session.id)
    till.control("reset")
    assert real_sdk.ask(till.alipay, *QUERY, out_trade_no=name).is_success()


def test_refund_whose_answer_was_lost_is_not_made_twice(till: Till) -> None:
    name = paid(till)
    till.control("switches", payment=name, api="drop", api_when="after")
    wanted = {"out_trade_no": name, "refund_amount": "8.80", "out_request_no": "r1"}
    with pytest.raises(RequestException):
        real_sdk.ask(till.alipay, *REFUND, **wanted)
    till.control("switches", payment=name, api="normal")
    again = real_sdk.ask(till.alipay, *REFUND, **wanted)
    assert (again.fund_change, again.refund_fee) == ("N", "8.80")


def test_hanging_answer_comes_when_released(till: Till) -> None:
    name, _ = till.order()
    till.control("switches", payment=name, api="hang", api_seconds=3600)
    answers = []
    asked = threading.Thread(target=lambda: answers.append(real_sdk.ask(till.alipay, *QUERY, out_trade_no=name)))
    asked.start()
    while asked.is_alive():
        till.control("release")
        asked.join(0.05)
    asked.join(PATIENCE)
    assert answers[0].trade_status == "WAIT_BUYER_PAY"


def test_one_payment_misbehaves_and_another_does_not(till: Till) -> None:
    lost = paid(till, notification="lost")
    told = paid(till)
    assert till.merchant.next().form()["out_trade_no"] == told
    assert till.payment(lost)["notifications"][0]["attempts"] == []


def test_switches_refuse_nonsense_and_strangers(till: Till) -> None:
    address = f"{till.gateway.address}/_sandbox/switches"
    for wrong in ({"notification": "loud"}, {"times": 0}, {"volume": 1}, {"seconds": -1}, [1]):
        assert till.browser.post(address, json=wrong).status_code == 422
    assert till.browser.post(address, json={"payment": "nobody"}).status_code == 404
    assert till.browser.post(address, data={"api": "error"}).status_code == 415
    assert till.browser.post(address, json={}, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 403
    assert till.browser.get(address).json()["api"] == "normal"
