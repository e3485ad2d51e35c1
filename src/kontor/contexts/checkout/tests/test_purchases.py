"""Purchases with coupons and coins, their payments and refunds, in any order, against a plain model (TRD-11, COI-12).

Short here; `make machines` makes 500 runs of 100 steps.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from kontor.contexts.checkout.tests.purchases.machine import Machine
from kontor.contexts.checkout.tests.purchases.world import make_world
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.pricing.queries import rates
from tests.support.machines import chunks, play


@pytest.mark.django_db
@pytest.mark.rule("TRD-11", "TRD-08", "COI-11", "COI-12")
@pytest.mark.parametrize("runs", chunks(4))
def test_purchases_are_what_the_model_says(runs: int, policy_value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    policy_value("coupons.code_tries", "1000")
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    world = make_world()
    rates()
    play(type("Purchases", (Machine,), {"world": world}), runs=runs, steps=30)
    assert BuyerOrder.objects.count() == 0  # every run has been undone
    assert connection.in_atomic_block
