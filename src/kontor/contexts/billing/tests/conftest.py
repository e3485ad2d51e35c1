from __future__ import annotations

import pytest

from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """One provider for all methods, its answers set by the test."""
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider
