"""Grants, orders, payments, refunds, holds and expiry in any order, against a plain model (COI-12).

Short by default; `KONTOR_COIN_RUNS=500 KONTOR_COIN_STEPS=100` makes it long. A failing run prints how to replay it.
"""

from __future__ import annotations

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.models import Use
from kontor.contexts.coins.tests.factories import fund, takes_coins
from kontor.contexts.coins.tests.machine import FUND, Machine
from kontor.contexts.pricing.queries import rates

RUNS, STEPS = int(os.environ.get("KONTOR_COIN_RUNS", "4")), int(os.environ.get("KONTOR_COIN_STEPS", "20"))


@pytest.fixture
def market(db: None) -> Market:
    made = make_market()
    for store, sku in ((made.tea_house, made.tea), (made.lamp_shop, made.lamp)):
        fund(store, FUND)
        takes_coins(store, sku.product_id)
    rates()
    return made


@pytest.mark.rule("COI-12", "COI-08", "COI-09", "COI-11")
def test_any_order_of_events_is_what_the_model_says(market: Market) -> None:
    chosen = settings(
        max_examples=RUNS, stateful_step_count=STEPS, deadline=None, database=None, print_blob=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )  # fmt: skip
    run_state_machine_as_test(type("Coins", (Machine,), {"market": market}), settings=chosen)
    assert Use.objects.count() == 0  # every run has been undone
    assert connection.in_atomic_block
