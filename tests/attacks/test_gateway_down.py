"""A gateway that hangs, fails or hangs up: the order waits, the buyer is told, and it is paid later (TRD-06)."""

from __future__ import annotations

import pytest

from tests.attacks.conftest import World
from tests.support.market import until

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("TRD-06", "TRD-07")]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("api", ["hang", "error", "drop"])
def test_no_payment_can_be_begun_and_the_order_waits(world: World, api: str, when: str) -> None:
    world.gateway.switch(api=api, api_when=when, api_seconds=15)
    buyer = world.buyer()
    order = buyer.order(world.tea, method="card")
    assert order.location == f"/pay/{order.number}/?silent=card"
    told = buyer.get(order.location)
    assert told.status_code == 200
    assert 'role="alert"' in told.text, "the buyer is told"
    assert order.state == "awaiting_payment"

    world.gateway.normal()
    world.gateway.release()
    again = buyer.post(f"/pay/{order.number}/", {"method": "card"})
    back = world.gateway.decide(again.headers["location"])
    assert "it is paid" in buyer.get(back).text
    paid = world.gateway.payments(order.number)
    assert [payment["state"] for payment in paid] == ["paid"], "the work of the silent answer is found again"
    assert order.escrows() == 1


@pytest.mark.parametrize("method", ["alipay", "card"])
@pytest.mark.parametrize("api", ["hang", "error", "drop"])
def test_a_silent_answer_after_paying_counts_as_being_checked(world: World, api: str, method: str) -> None:
    order = world.buyer().order(world.tea, method=method)
    world.gateway.switch(notification="lost")
    back = world.gateway.decide(order.location)
    world.gateway.switch(api=api, api_seconds=15)
    page = order.buyer.get(back)
    assert page.status_code == 200
    assert "The payment is open" in page.text
    assert order.state == "awaiting_payment"

    world.gateway.normal()
    world.gateway.release()
    assert "it is paid" in order.buyer.get(back).text
    assert len(order.booked()) == 1


@pytest.mark.parametrize("deed", ["refuse", "walk"])
def test_a_payer_who_says_no_or_nothing_can_pay_later(world: World, deed: str) -> None:
    order = world.buyer().order(world.tea, method="alipay")
    world.gateway.decide(order.location, deed)
    page = order.return_page()
    if deed == "refuse":
        until(lambda: "It is not paid" in order.return_page().text, "the buyer is told that it was refused")
    else:
        assert "The payment is open" in page.text
    again = order.buyer.post(f"/pay/{order.number}/", {"method": "alipay"})
    world.gateway.decide(again.headers["location"])
    until(lambda: order.state == "paid", "the second try")
    assert len(order.booked()) == 1
