"""Which providers there are is known without loading what they need."""

from __future__ import annotations

import pytest

from kontor.contexts.payments.errors import MethodNotOffered
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.providers.instant.provider import Instant
from kontor.contexts.payments.providers.protocol import Provider


def test_providers_are_made_when_somebody_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def instant() -> Provider:
        made.append("instant")
        return Instant()

    providers = register.Providers({"instant": instant, "other": instant})
    monkeypatch.setattr(register, "running", lambda: providers)
    assert frozenset(register.running()) == {"instant", "other"}
    assert "instant" in [*register.running()]
    assert len(register.running()) == 2
    assert made == []
    assert register.provider("instant") is register.provider("instant")
    assert made == ["instant"]
    with pytest.raises(MethodNotOffered):
        register.provider("nobody")
