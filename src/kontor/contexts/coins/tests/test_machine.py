"""Grants, orders, payments, refunds, holds and expiry in any order, against a plain model (COI-12).

Short here; `make machines` makes 500 runs of 100 steps. Whole purchases: `checkout/tests/test_purchases.py`.
"""

from __future__ import annotations

import pytest
from django.db import connection

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.models import Use
from kontor.contexts.coins.tests.factories import fund, takes_coins
from kontor.contexts.coins.tests.machine import FUND, Machine
from kontor.contexts.pricing.queries import rates
from tests.support.machines import chunks, play


@pytest.fixture
def market(db: None) -> Market:
    made = make_market()
    for store, sku in ((made.tea_house, made.tea), (made.lamp_shop, made.lamp)):
        fund(store, FUND)
        takes_coins(store, sku.product_id)
    rates()
    return made


@pytest.mark.rule("COI-12", "COI-08", "COI-09", "COI-11")
@pytest.mark.parametrize("runs", chunks(4))
def test_any_order_of_events_is_what_the_model_says(market: Market, runs: int) -> None:
    play(type("Coins", (Machine,), {"market": market}), runs=runs, steps=20)
    assert Use.objects.count() == 0  # every run has been undone
    assert connection.in_atomic_block
