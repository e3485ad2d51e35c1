"""Goods into the cart: one statement makes the cart and the line, if there is room."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, connections

from kontor.contexts.checkout.errors import CartFull
from kontor.contexts.checkout.holder import Visitor
from kontor.contexts.checkout.models import Cart, CartLine
from kontor.contexts.checkout.services.put_in_cart import Filled, put_in_cart
from kontor.contexts.checkout.tests.factories import make_market


@pytest.mark.django_db
def test_a_full_cart_takes_no_other_goods_but_more_of_the_same(policy_value: Any) -> None:
    market = make_market()
    market.put(market.tea)
    policy_value("checkout.lines_at_most", "1")
    with pytest.raises(CartFull):
        market.put(market.lamp)
    filled = put_in_cart(holder=market.buyer, sku_id=market.tea.id, quantity=2, language="en")
    assert filled.units == 3
    assert [(line.sku_id, line.quantity) for line in CartLine.objects.all()] == [(market.tea.id, 3)]


@pytest.mark.django_db
def test_a_visitor_gets_a_cart_and_goes_on_in_it() -> None:
    market = make_market()
    first = put_in_cart(holder=Visitor(None), sku_id=market.tea.id, quantity=1, language="en")
    second = put_in_cart(holder=Visitor(first.cart_id), sku_id=market.lamp.id, quantity=2, language="en")
    assert second == Filled(first.cart_id, 3)
    assert Cart.objects.get().buyer_id is None


@pytest.mark.django_db
def test_goods_cost_three_statements(django_assert_num_queries: Any) -> None:
    market = make_market()
    market.put(market.lamp)
    with django_assert_num_queries(3):  # what they are, the line, what risk remembers of a store
        market.put(market.tea)


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_make_one_cart_and_one_line() -> None:
    market = make_market()
    gate = threading.Barrier(20)

    def click() -> None:
        try:
            gate.wait(10)
            market.put(market.tea)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(20)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(20)
    connection.close()
    assert Cart.objects.count() == 1
    assert CartLine.objects.get().quantity == 20
