from __future__ import annotations

import pytest

from kontor.contexts.aftersales.tests.disputed import Case, make_case
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """One provider for all methods, its answers set by the test."""
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def case(db: None) -> Case:
    """A paid order that is late."""
    return make_case()
