"""Somebody else's things named in a form or a cookie (BUY-02). Those named in an address: see `matrix/`."""

from __future__ import annotations

import pytest

from tests.attacks.conftest import World

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("BUY-02")]


def test_an_address_of_somebody_else_is_never_shipped_to(world: World) -> None:
    victim, thief = world.buyer(), world.buyer()
    thief.put(world.tea)
    form = thief.checkout_form() | {"address": victim.person["address"], "fingerprint": ""}
    thief.post("/checkout/", form)
    frozen = world.market.rows("SELECT address FROM orders_buyerorder WHERE buyer_id = %s", thief.id)
    assert victim.person["address"] not in str(frozen)
    assert all(row["id"] == thief.person["address"] for (row,) in frozen if "id" in row)


def test_a_forged_cart_cookie_opens_no_cart(world: World) -> None:
    owner = world.visitor()
    owner.put(world.tea, 7)
    [(cart,)] = world.market.rows("SELECT cart_id FROM checkout_cartline WHERE quantity = 7 ORDER BY id DESC LIMIT 1")
    thief = world.visitor()
    for forged in (cart.hex, f"{cart.hex}:1:x", f"{cart.hex}:{'A' * 43}"):
        thief.http.cookies.set("kontor_cart", forged, "127.0.0.1")
        assert "Dragon Well tea" not in thief.get("/cart/").text
        thief.post("/cart/change/", {"sku": world.tea, "remove": "1"})
    assert world.market.rows("SELECT quantity FROM checkout_cartline WHERE cart_id = %s", cart) == [(7,)]
