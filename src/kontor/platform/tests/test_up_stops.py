"""A market that was asked to stop stops, whatever became of the signal's exception."""

from __future__ import annotations

import pytest

from kontor.platform.cli import up


def test_a_signal_whose_exception_was_swallowed_still_ends_the_market(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up.signal, "signal", lambda *_: None)
    monkeypatch.setattr(up, "_asked", up.threading.Event())
    with pytest.raises(up.Told):
        up._told()
    with pytest.raises(up.Told):
        up._keep(None, [])
