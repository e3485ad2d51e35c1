"""What a gateway tells us: lost, late, in crowds, forged, altered, too late. Nothing lost, nothing doubled (TRD-06)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from kontor.sandbox.gateway.alipay_words import sealed
from kontor.sandbox.gateway.keys import ensure
from tests.attacks.conftest import World
from tests.attacks.shopper import Order, dice
from tests.support.market import until

pytestmark = [pytest.mark.rule("TRD-06")]
market_group = pytest.mark.xdist_group("market")

APP = "2021000000000001"
ORDERS = 24
METHODS = pytest.mark.parametrize("method", ["alipay", "card"])


def _heard(order: Order) -> list[str]:
    """What became of the callbacks about an order."""
    rows = order.buyer.market.rows(
        "SELECT c.outcome FROM payments_callback c, payments_intent i WHERE i.buyer_order_id = %s "
        "AND c.body LIKE '%%' || replace(i.buyer_id::text, '-', '') || replace(i.id::text, '-', '') || '%%'",
        order.id,
    )
    return sorted(outcome for (outcome,) in rows)


def _notify(url: str, fields: dict[str, str]) -> httpx.Response:
    """Alipay's message, as Alipay sends it."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return httpx.post(
        f"{url}/hooks/payments/alipay/", content=urlencode(fields), headers=headers, timeout=60, trust_env=False
    )


def _bought(world: World, method: str) -> Order:
    return world.buyer().order(world.tea, world.lamp, method=method)


def _whole(order: Order) -> None:
    """The order is paid, once, in both parts."""
    assert order.state == "paid"
    assert len(order.booked()) == 1
    assert order.escrows() == 2


@market_group
@METHODS
def test_a_lost_callback_is_asked_for_when_the_buyer_looks(world: World, method: str) -> None:
    world.gateway.switch(notification="lost")
    order = _bought(world, method)
    world.gateway.decide(order.location)  # and the browser never comes back
    assert order.state == "awaiting_payment"
    assert "it is paid" in order.return_page().text
    assert _heard(order) == []
    _whole(order)


@market_group
@METHODS
def test_twenty_callbacks_in_parallel_have_one_effect(world: World, method: str) -> None:
    world.gateway.switch(notification="twice", times=20)
    order = _bought(world, method)
    world.gateway.decide(order.location)
    [payment] = world.gateway.payments(order.number)

    def told() -> bool:
        [now] = world.gateway.payments(order.number)
        [message] = now["notifications"]
        return len(message["attempts"]) >= 20 and message["state"] == "delivered"

    until(told, "all twenty are answered as the gateway wants it")
    world.gateway.normal()
    world.gateway.notify(payment["id"])
    until(lambda: "known" in _heard(order), "another one, with a name of its own")
    assert _heard(order) == ["known", "paid"]
    _whole(order)


@market_group
@METHODS
@pytest.mark.parametrize("forge", ["signature", "content"])
def test_a_forged_callback_changes_nothing(world: World, method: str, forge: str) -> None:
    world.gateway.switch(notification="forged", forge=forge)
    order = _bought(world, method)
    world.gateway.decide(order.location)
    until(lambda: "forged" in _heard(order), "the attempt is written down")
    assert set(_heard(order)) == {"forged"}
    assert order.state == "awaiting_payment"
    assert order.booked() == []
    world.gateway.normal()
    order.return_page()  # the truth is asked for
    _whole(order)


@market_group
def test_a_true_signature_over_another_amount_changes_nothing(world: World) -> None:
    order = _bought(world, "alipay")
    world.gateway.open_page(order.location)
    [payment] = world.gateway.payments(order.number)
    key = (world.market.data / "sandbox" / "gateway" / "gateway_private.pem").read_text()
    fields = {
        "notify_id": "altered-1", "app_id": APP, "out_trade_no": payment["reference"],
        "trade_no": payment["number"], "trade_status": "TRADE_SUCCESS", "total_amount": "0.01",
        "trans_currency": payment["currency"],
    }  # fmt: skip
    answer = _notify(world.market.url, sealed(fields, key))
    assert answer.text == "success", "it was heard; repeating it would not help"
    assert _heard(order) == ["amount differs"]
    assert order.state == "awaiting_payment"
    assert order.booked() == []


@market_group
def test_money_for_a_closed_order_is_booked_and_goes_back(world: World) -> None:
    order = _bought(world, "alipay")
    world.gateway.open_page(order.location)
    world.gateway.switch(api="error")  # closing at the gateway fails, so its page stays open
    assert order.buyer.post(f"/pay/{order.number}/cancel/").status_code == 302
    assert order.state == "closed"
    world.gateway.normal()
    world.gateway.decide(order.location)
    until(lambda: _heard(order), "the payment is told")

    def given_back() -> bool:
        [payment] = world.gateway.payments(order.number)
        return [refund["minor"] for refund in payment["refunds"]] == [payment["minor"]]

    until(given_back, "the gateway has the refund, all of it, once")
    assert _heard(order)[-1] == "returned"
    assert order.state == "closed"
    assert len(order.booked()) == 1
    assert order.escrows() == 0
    assert "on its way back" in order.return_page().text


@market_group
def test_browser_and_callback_at_the_same_instant_over_many_orders(world: World) -> None:
    chance = dice()
    world.gateway.switch(notification="held")
    buyers = [world.buyer() for _ in range(4)]
    orders = [
        buyers[n % 4].order(world.tea, world.lamp, method=chance.choice(["alipay", "card"])) for n in range(ORDERS)
    ]
    for order in orders:
        world.gateway.decide(order.location)
    assert {order.state for order in orders} == {"awaiting_payment"}

    world.gateway.switch(notification="normal")
    with ThreadPoolExecutor(8) as pool:
        release = pool.submit(world.gateway.release)
        pages = list(pool.map(lambda order: order.return_page().text, chance.sample(orders, len(orders))))
        release.result()
    assert all("it is paid" in page or "payment is open" in page for page in pages)
    until(lambda: all(_heard(order) for order in orders), "every callback has come")
    payments = world.gateway.payments()
    for order in orders:
        _whole(order)
        taken = [(each["state"], each["refunds"]) for each in payments if str(order.number) in each["title"]]
        assert taken == [("paid", [])]
    assert world.market.verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_callback_that_is_a_day_late_is_booked_and_sent_back(
    settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch, live_server: Any, tmp_path: Path
) -> None:
    """The order was closed in the meantime; the provider did not answer when it was to close the payment.

    The message comes over HTTP with Alipay's own signature to a server whose clock is moved with ours.
    """
    from kontor.contexts.checkout.tests.factories import make_market
    from kontor.contexts.orders.models import BuyerOrder
    from kontor.contexts.payments.jobs import close_unpaid_due
    from kontor.contexts.payments.models import Callback, Refund
    from kontor.contexts.payments.providers import register
    from kontor.contexts.payments.providers.alipay.provider import Alipay
    from kontor.contexts.payments.providers.protocol import Status
    from kontor.contexts.payments.rules import reference
    from kontor.contexts.payments.tests.factories import Played, make_intent
    from kontor.kernel import clock
    from kontor.platform import verify

    keys = ensure(tmp_path)
    ears = Alipay(gateway="http://127.0.0.1:9/gateway.do", app_id=APP, merchant_key=tmp_path / "merchant_private.pem",
                  gateway_key=tmp_path / "gateway_public.pem")  # fmt: skip
    provider = Played()
    monkeypatch.setattr(provider, "read_callback", ears.read_callback)
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    placed = make_market().place()
    intent = make_intent(BuyerOrder.objects.get())
    fields = {
        "notify_id": "late-1", "app_id": APP, "out_trade_no": reference(intent.buyer_id, intent.id),
        "trade_no": "P-1", "trade_status": "TRADE_SUCCESS", "total_amount": str(placed.total.amount),
        "trans_currency": placed.total.currency,
    }  # fmt: skip
    with clock.moved(timedelta(hours=25)):
        provider.status = None
        close_unpaid_due()
        assert BuyerOrder.objects.get().state == "closed"
        provider.status = Status.OPEN
        assert _notify(live_server.url, sealed(fields, keys.merchant_private)).status_code == 403  # not its key
        assert not Refund.objects.exists()
        for _ in range(2):
            answer = _notify(live_server.url, sealed(fields, keys.gateway_private))
            assert (answer.status_code, answer.text) == (200, "success")
        settle()
    assert sorted(Callback.objects.values_list("outcome", flat=True)) == ["forged", "returned"]
    assert Refund.objects.get().state == "done"
    assert [amount for _, amount in provider.refunds] == [placed.total]
    assert [finding for name in verify.names() for finding in verify.run(name)] == []
