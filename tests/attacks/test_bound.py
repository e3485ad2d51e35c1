"""Saved ways to pay under fire: clicks, lost, late, twice and forged tellings, strangers (BUY-10, TRD-06)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.attacks.conftest import World
from tests.attacks.shopper import Order, Shopper, all_at_once
from tests.support.market import until

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("BUY-10", "TRD-06")]

CLICKS = 8
METHODS = pytest.mark.parametrize("method", ["alipay", "card"])


def _agreements(buyer: Shopper) -> list[tuple[str, str]]:
    rows = buyer.market.rows(
        "SELECT id, state FROM payments_agreement WHERE buyer_id = %s ORDER BY created_at, id", buyer.id
    )
    return [(str(identity), state) for identity, state in rows]


def _begin(world: World, buyer: Shopper, method: str) -> tuple[str, str]:
    """To the provider's page: its path there and the token of its form."""
    sent = buyer.post("/account/payments/bind/", {"method": method})
    assert sent.status_code == 302, sent.text
    return world.gateway.open_page(sent.headers["location"])


def _agree(world: World, page: tuple[str, str], means: str = "") -> str:
    answer = world.gateway.http.post(page[0], data={"token": page[1], "deed": "agree", "means": means})
    return str(answer.headers["location"])


def _bound(world: World, buyer: Shopper, method: str, means: str = "") -> str:
    back = _agree(world, _begin(world, buyer, method), means)
    assert buyer.get(back.replace(world.market.url, "")).headers["location"] == "/account/payments/"
    identity, state = _agreements(buyer)[-1]
    assert state == "active"
    return identity


def _form(world: World, buyer: Shopper, agreement: str) -> dict[str, str]:
    buyer.put(world.tea)
    buyer.put(world.lamp)
    return buyer.checkout_form(f"bound:{agreement}")


def _taken(world: World, order: Order) -> list[int]:
    return [one["minor"] for one in world.gateway.payments(order.number) if one["state"] == "paid"]


def _whole(world: World, order: Order) -> None:
    """Paid, charged and booked exactly once."""
    [(total,)] = order.buyer.market.rows("SELECT total_minor FROM orders_buyerorder WHERE number = %s", order.number)
    assert order.state == "paid"
    assert _taken(world, order) == [total]
    assert order.booked() == [total]
    assert order.escrows() == 2


@METHODS
def test_eight_clicks_are_one_order_and_one_charge(world: World, method: str) -> None:
    buyer = world.buyer()
    form = _form(world, buyer, _bound(world, buyer, method))
    answers = all_at_once(world.market.url, [buyer.raw_post("/checkout/", form)] * CLICKS)
    assert [answer.status for answer in answers] == [302] * CLICKS
    assert len({answer.location for answer in answers}) == 1
    order = buyer.latest()
    assert "it is paid" in order.return_page().text
    assert buyer.post("/checkout/", form).headers["location"] == f"/pay/{order.number}/return/"
    _whole(world, order)


@METHODS
@pytest.mark.parametrize(
    "behaviour", [{"notification": "lost"}, {"notification": "twice", "times": 20}, {"notification": "forged"}], ids=str
)
def test_whatever_the_notifications_do_it_is_bound_and_charged_once(
    world: World, method: str, behaviour: dict[str, Any]
) -> None:
    world.gateway.switch(**behaviour)
    buyer = world.buyer()
    agreement = _bound(world, buyer, method)
    answer = buyer.post("/checkout/", _form(world, buyer, agreement))
    order = buyer.latest(answer.headers["location"])
    assert "it is paid" in order.return_page().text
    _whole(world, order)
    assert [state for _, state in _agreements(buyer)] == ["active"]
    until(world.at_rest, "everything told is heard")
    _whole(world, order)


@METHODS
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_charges_once(world: World, method: str, when: str) -> None:
    buyer = world.buyer()
    agreement = _bound(world, buyer, method)
    form = _form(world, buyer, agreement)
    world.gateway.switch(api="error", api_when=when, notification="lost")
    answer = buyer.post("/checkout/", form)
    assert answer.status_code == 302
    order = buyer.latest()
    assert order.state == "awaiting_payment"
    world.gateway.normal()
    answers = all_at_once(world.market.url, [buyer.raw_post(f"/pay/{order.number}/", {"method": form["method"]})] * 4)
    assert {found.status for found in answers} == {302}
    order.return_page()
    _whole(world, order)


@METHODS
def test_a_notification_that_comes_after_the_removal_binds_nothing(world: World, method: str) -> None:
    buyer = world.buyer()
    world.gateway.switch(notification="held")
    page = _begin(world, buyer, method)
    _agree(world, page)
    [(identity, state)] = _agreements(buyer)
    assert state == "pending"
    assert buyer.post(f"/account/payments/{identity}/remove/").status_code == 302
    world.gateway.release()
    until(
        lambda: [one["state"] for one in _at_gateway(world, page)] == ["ended"], "it is ended at the provider as well"
    )
    assert [state for _, state in _agreements(buyer)] == ["ended"]


def _at_gateway(world: World, page: tuple[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.gateway.http.get("/_sandbox/agreements").json()["agreements"]
    return [one for one in found if page[0].endswith(one["id"])]


@METHODS
def test_withdrawn_at_the_provider_it_charges_nothing(world: World, method: str) -> None:
    # We hear of nothing, from the beginning: a telling still under way would have us ask, and find the withdrawal.
    world.gateway.switch(notification="lost")
    buyer = world.buyer()
    page = _begin(world, buyer, method)
    buyer.get(_agree(world, page).replace(world.market.url, ""))
    [(agreement, state)] = _agreements(buyer)
    assert state == "active"
    form = _form(world, buyer, agreement)
    world.gateway.http.post(page[0], data={"token": page[1], "deed": "withdraw"})
    answer = buyer.post("/checkout/", form)
    assert answer.status_code == 302, answer.text
    order = buyer.latest()
    assert order.state == "awaiting_payment"
    assert "It is not paid" in order.return_page().text
    assert _taken(world, order) == []
    assert [state for _, state in _agreements(buyer)] == ["ended"]


def test_a_card_that_asks_leads_away_and_back(world: World) -> None:
    buyer = world.buyer()
    agreement = _bound(world, buyer, "card", "asks")
    form = _form(world, buyer, agreement)
    sent = [buyer.post("/checkout/", form).headers["location"] for _ in range(2)]
    assert sent[0] == sent[1]
    order = buyer.latest(sent[0])
    back = world.gateway.decide(sent[0])
    assert "it is paid" in buyer.get(back.replace(world.market.url, "")).text
    _whole(world, order)


@METHODS
def test_from_a_saved_card_to_the_page_only_one_can_be_charged(world: World, method: str) -> None:
    buyer = world.buyer()
    agreement = _bound(world, buyer, "card", "asks")
    waiting = buyer.post("/checkout/", _form(world, buyer, agreement)).headers["location"]
    order = buyer.latest()
    page = buyer.post(f"/pay/{order.number}/", {"method": method}).headers["location"]
    assert page != waiting
    assert world.gateway.decide(page)
    path = waiting.replace(world.market.gateway_url, "")
    assert 'name="deed"' not in world.gateway.http.get(path).text, "the first can no longer be confirmed"
    order.return_page()
    _whole(world, order)


def test_strangers_pay_with_nobody_elses(world: World) -> None:
    owner, thief = world.buyer(), world.buyer()
    agreement = _bound(world, owner, "alipay")
    before = [(one["id"], one["state"]) for one in world.gateway.payments()]
    thief.put(world.tea)
    answer = thief.post("/checkout/", thief.checkout_form(f"bound:{agreement}"))
    assert answer.status_code == 409
    assert thief.market.rows("SELECT count(*) FROM orders_buyerorder WHERE buyer_id = %s", thief.id) == [(0,)]
    for path in (f"/account/payments/{agreement}/remove/", f"/account/payments/{agreement}/default/"):
        assert thief.post(path).status_code == 404
    assert thief.get(f"/account/payments/bound/{agreement}/").status_code == 404
    assert _agreements(owner) == [(agreement, "active")]
    assert [(one["id"], one["state"]) for one in world.gateway.payments()] == before
