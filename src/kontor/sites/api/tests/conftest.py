from __future__ import annotations

import pytest

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.payments import queries
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.providers.instant.provider import Instant
from kontor.contexts.payments.tests.factories import Played


@pytest.fixture
def market(db: None) -> Market:
    return make_market()


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Played:
    """A provider whose answers the test sets, beside the instant one."""
    played = Played()
    running = {"alipay": played, "cards": played, "instant": Instant()}
    monkeypatch.setattr(register, "running", lambda: running)
    monkeypatch.setattr(queries, "running", lambda: running)
    return played
