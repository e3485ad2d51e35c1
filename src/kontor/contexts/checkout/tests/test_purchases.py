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
from kontor.platform.events import deliver
from kontor.platform.events.reactions import Subscriber, subscribers
from tests.support.machines import chunks, play

HEARD = {"payments", "coins", "coupons", "risk"}  # who moves orders, money, coins, coupons and stock; the rest tells


def _heard(name: str) -> list[Subscriber]:
    return [each for each in subscribers(name) if each.name.split(".", maxsplit=1)[0] in HEARD]


@pytest.mark.django_db
@pytest.mark.rule("TRD-11", "TRD-08", "COI-11", "COI-12")
@pytest.mark.parametrize("runs", chunks(4))
def test_purchases_are_what_the_model_says(runs: int, policy_value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    policy_value("coupons.code_tries", "1000")
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    monkeypatch.setattr(deliver, "subscribers", _heard)
    world = make_world()
    rates()
    play(type("Purchases", (Machine,), {"world": world}), runs=runs, steps=30)
    assert BuyerOrder.objects.count() == 0  # every run has been undone
    assert connection.in_atomic_block
