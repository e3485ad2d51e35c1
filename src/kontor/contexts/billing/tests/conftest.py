from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kontor.contexts.billing.providers.iso20022.bank import IsoBank
from kontor.contexts.billing.services import read_reports, send_batch
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.sandbox.bank.app import Bank
from kontor.sandbox.bank.settings import Settings


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """One provider for all methods, its answers set by the test."""
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bank]:
    """A bank on a real connection, its answers set by the test."""
    with Bank(Settings(data=tmp_path, port=0)) as played:
        ours = IsoBank(played.address, Settings.secret)
        for module in (read_reports, send_batch):
            monkeypatch.setattr(module, "bank", lambda: ours)
        yield played
