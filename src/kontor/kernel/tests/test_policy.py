"""Policy values keep their bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kontor.kernel import policy
from kontor.kernel.policy import Policy, Unit


@pytest.fixture
def patience() -> policy.Policy:
    policy._register.pop("tests.patience", None)
    return Policy(name="tests.patience", default=24, unit=Unit.HOURS, low=1, high=72, sentence="…", rule="OPR-01")


@pytest.mark.rule("OPR-01")
def test_a_value_outside_its_bounds_does_not_hold(patience: Policy) -> None:
    assert [patience.holds(value) for value in (0, 1, 72, 73, True, "24", Decimal(24))] == [
        False, True, True, False, False, False, False,
    ]  # fmt: skip


def test_text_is_read_in_the_values_own_type(patience: Policy) -> None:
    assert patience.parse(" 48 ") == 48
    assert patience.parse("two days") is None
    assert patience.parse("48.5") is None


def test_a_name_is_declared_once(patience: Policy) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Policy(name="tests.patience", default=1, unit=Unit.COUNT, sentence="…", rule="OPR-01")


def test_the_source_overrides_and_a_broken_override_does_not(patience: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    values: dict[str, policy.Value] = {"tests.patience": 48}
    monkeypatch.setattr(policy, "_source", values.get)
    assert patience.int() == 48
    values["tests.patience"] = 1000
    assert patience.int() == 24
