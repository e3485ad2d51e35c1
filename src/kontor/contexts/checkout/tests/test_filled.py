"""What a cart holds, with what the catalogue says of it: one statement, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest

from kontor.contexts.checkout import queries
from kontor.contexts.checkout.errors import NotSold
from kontor.contexts.checkout.holder import Visitor
from kontor.contexts.checkout.models import Cart
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.services.put_in_cart import put_in_cart
from kontor.contexts.checkout.tests.factories import Market, make_market

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-04")]


@pytest.fixture
def market() -> Market:
    made = make_market()
    made.put(made.tea, 2)
    made.put(made.lamp)
    return made


def test_lines_and_goods_are_one_statement(market: Market, django_assert_num_queries: Any) -> None:
    visitor = Visitor(put_in_cart(holder=Visitor(None), sku_id=market.tea.id, quantity=3, language="en").cart_id)
    cart = Cart.objects.get(buyer_id=market.buyer.buyer_id)
    with django_assert_num_queries(3):
        mine, theirs = queries.filled(market.buyer, "en"), queries.filled(visitor, "en")
        locked = queries.filled_cart(cart.id, "en")
    assert [(line.sku_id, line.quantity) for line in mine.lines] == [(market.tea.id, 2), (market.lamp.id, 1)]
    assert mine.facts[market.tea.id].title == "Dragon Well tea"
    assert (locked.lines, locked.facts) == (mine.lines, mine.facts)
    assert [(line.sku_id, line.quantity) for line in theirs.lines] == [(market.tea.id, 3)]
    assert queries.filled(Visitor(None), "en").lines == []


def test_goods_that_are_no_more_keep_their_line_and_stop_the_order(market: Market) -> None:
    gone = market.lamp.id
    market.lamp.delete()
    held = queries.filled(market.buyer, "en")
    assert [line.sku_id for line in held.lines] == [market.tea.id, gone]
    assert list(held.facts) == [market.tea.id]
    with pytest.raises(NotSold):
        place_order(viewer=market.buyer, wish=market.wish())
