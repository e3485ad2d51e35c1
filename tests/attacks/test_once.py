"""Double clicks, Back, reload and two tabs: one order, one charge (TRD-05, TRD-06)."""

from __future__ import annotations

import pytest

from tests.attacks.conftest import World
from tests.attacks.shopper import Order, Shopper, all_at_once
from tests.support.market import until

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("TRD-05", "TRD-06")]

CLICKS = 8


def _orders(buyer: Shopper) -> int:
    [(found,)] = buyer.market.rows("SELECT count(*) FROM orders_buyerorder WHERE buyer_id = %s", buyer.id)
    return int(found)


def _charged(world: World, order: Order) -> list[int]:
    """What the gateway took for an order and has not given back, payment by payment."""
    taken = [p for p in world.gateway.payments(order.number) if p["state"] == "paid"]
    return [p["minor"] - sum(back["minor"] for back in p["refunds"]) for p in taken]


def _total(order: Order) -> int:
    [(minor,)] = order.buyer.market.rows("SELECT total_minor FROM orders_buyerorder WHERE number = %s", order.number)
    return int(minor)


@pytest.mark.parametrize("method", ["alipay", "card"])
def test_eight_clicks_back_and_reload_on_order_and_pay(world: World, method: str) -> None:
    buyer = world.buyer()
    buyer.put(world.tea)
    buyer.put(world.lamp)
    form = buyer.checkout_form(method)
    answers = all_at_once(world.market.url, [buyer.raw_post("/checkout/", form)] * CLICKS)
    assert [answer.status for answer in answers] == [302] * CLICKS
    assert _orders(buyer) == 1
    order = buyer.latest(answers[0].location)
    pages = {world.gateway.open_page(answer.location)[0] for answer in answers}
    assert len(pages) == 1, "every click leads to the same payment"

    reloaded = buyer.post("/checkout/", form)  # Back, and the same form again
    assert reloaded.status_code == 302
    back = world.gateway.decide(reloaded.headers["location"])
    assert buyer.get(back).status_code == 200
    assert order.state == "paid"

    late = buyer.post("/checkout/", form)  # Back once more, after paying
    assert late.headers["location"] == f"/pay/{order.number}/return/"
    assert "it is paid" in buyer.get(late.headers["location"]).text
    assert _orders(buyer) == 1
    assert _charged(world, order) == [_total(order)]
    assert order.booked() == [_total(order)]


def test_two_tabs_with_two_forms_order_one_cart_once(world: World) -> None:
    buyer = world.buyer()
    buyer.put(world.tea)
    forms = [buyer.checkout_form(), buyer.checkout_form()]
    assert forms[0]["key"] != forms[1]["key"]
    answers = all_at_once(world.market.url, [buyer.raw_post("/checkout/", form) for form in forms])
    assert sorted(answer.status for answer in answers) == [302, 409]
    assert _orders(buyer) == 1


@pytest.mark.parametrize("method", ["alipay", "card"])
def test_many_clicks_on_pay_are_one_payment(world: World, method: str) -> None:
    buyer = world.buyer()
    order = buyer.order(world.tea, method=method)
    clicks = [buyer.raw_post(f"/pay/{order.number}/", {"method": method})] * CLICKS
    answers = all_at_once(world.market.url, clicks)
    assert [answer.status for answer in answers] == [302] * CLICKS
    assert len({world.gateway.open_page(answer.location)[0] for answer in answers}) == 1

    path, token = world.gateway.open_page(answers[0].location)
    yes = world.gateway.http.build_request("POST", path, data={"token": token, "deed": "pay"})
    head = "".join(f"{name}: {value}\r\n" for name, value in yes.headers.items() if name != "connection")
    click = f"POST {path} HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode() + yes.content
    all_at_once(world.market.gateway_url, [click] * CLICKS)
    until(lambda: order.state == "paid", "the callback takes effect")
    assert _charged(world, order) == [_total(order)]
    assert order.booked() == [_total(order)]
    assert order.escrows() == 1


def test_paying_in_two_tabs_by_two_methods_charges_once(world: World) -> None:
    buyer = world.buyer()
    order = buyer.order(world.tea, method="card")
    first = order.location
    world.gateway.open_page(first)
    second = buyer.post(f"/pay/{order.number}/", {"method": "alipay"}).headers["location"]
    pages = {"card": first, "alipay": second}
    for location in pages.values():
        answer = world.gateway.http.get(location, follow_redirects=True)
        if 'value="pay"' in answer.text:
            world.gateway.decide(location)
    until(lambda: order.state == "paid", "one of the two payments takes effect")
    until(
        lambda: _charged(world, order) in ([_total(order)], [0, _total(order)], [_total(order), 0]), "the rest is back"
    )
    assert order.escrows() == 1
    assert _orders(buyer) == 1


def test_a_second_payment_of_a_paid_order_goes_back(world: World) -> None:
    """The payer keeps the first tab open, begins anew in another way, pays there, and then in the old tab too."""
    buyer = world.buyer()
    order = buyer.order(world.tea, method="alipay")
    old = order.location  # its trade does not exist at the gateway before somebody opens it
    new = buyer.post(f"/pay/{order.number}/", {"method": "card"}).headers["location"]
    world.gateway.decide(new)
    until(lambda: order.state == "paid", "the new payment takes effect")
    world.gateway.decide(old)
    until(lambda: sorted(_charged(world, order)) == [0, _total(order)], "the second payment is given back")
    assert order.escrows() == 1
    assert sorted(order.booked()) == [_total(order)] * 2, "both are in the books"
    assert world.market.verify() == []
