"""The policy register: bounds, history, at once (OPR-01)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kontor.kernel import policy as kernel
from kontor.kernel.ids import new_id
from kontor.kernel.policy import Policy, Unit
from kontor.kernel.viewer import Operator
from kontor.platform import policy
from kontor.platform.policy.errors import PolicyNotAValue, PolicyOutOfBounds, PolicyReasonMissing, PolicyUnknown
from kontor.platform.policy.models import PolicyChange

BY = Operator(new_id())


@pytest.fixture
def patience() -> Iterator[Policy]:
    yield Policy(
        name="tests.patience", default=24, unit=Unit.HOURS, low=1, high=72, sentence="How long we wait.", rule="OPR-01"
    )
    kernel._register.pop("tests.patience")


@pytest.mark.rule("OPR-01")
@pytest.mark.django_db
def test_a_change_is_in_force_at_once_and_remembered(patience, django_capture_on_commit_callbacks):
    assert patience.int() == 24
    with django_capture_on_commit_callbacks(execute=True):
        policy.set_policy(name="tests.patience", text="48", by=BY, by_name="Ada", reason="holidays")
    assert patience.int() == 48
    with django_capture_on_commit_callbacks(execute=True):
        policy.reset_policy(name="tests.patience", by=BY, by_name="Ada", reason="holidays are over")
    assert patience.int() == 24

    changes = [(c.old, c.new, c.by_id, c.by_name, c.reason) for c in policy.history(name="tests.patience")]
    assert changes == [
        ("48", "24", BY.account_id, "Ada", "holidays are over"),
        ("24", "48", BY.account_id, "Ada", "holidays"),
    ]


@pytest.mark.rule("OPR-01")
@pytest.mark.django_db
@pytest.mark.parametrize("text", ["0", "73", "-5"])
def test_outside_its_bounds_it_is_refused_with_the_bounds(patience, text):
    with pytest.raises(PolicyOutOfBounds) as refused:
        policy.set_policy(name="tests.patience", text=text, by=BY, reason="why not")
    assert refused.value.code == "ERR_POLICY_OUT_OF_BOUNDS"
    assert "between 1 and 72 (hours)" in refused.value.english()
    assert patience.int() == 24
    assert not PolicyChange.objects.exists()


@pytest.mark.django_db
def test_what_is_no_value_has_no_reason_or_no_name_is_refused(patience):
    with pytest.raises(PolicyNotAValue):
        policy.set_policy(name="tests.patience", text="soon", by=BY, reason="x")
    with pytest.raises(PolicyReasonMissing):
        policy.set_policy(name="tests.patience", text="48", by=BY, reason="  ")
    with pytest.raises(PolicyUnknown):
        policy.set_policy(name="tests.nothing", text="48", by=BY, reason="x")
    assert not PolicyChange.objects.exists()


@pytest.mark.rule("OPR-01")
@pytest.mark.django_db
def test_the_register_is_searched_in_name_sentence_and_rule(patience, django_assert_num_queries):
    policy.set_policy(name="tests.patience", text="48", by=BY, by_name="Ada", reason="holidays")
    with django_assert_num_queries(2):
        (row,) = policy.listing(search="tests.patience long WAIT")
    assert (row.name, row.value, row.default, row.unit, row.low, row.high) == (
        "tests.patience", "48", "24", "hours", "1", "72",
    )  # fmt: skip
    assert row.last is not None
    assert row.last.by_name == "Ada"
    assert row in policy.listing(search="OPR-01")
    assert row not in policy.listing(search="nothing like it")


@pytest.mark.django_db
def test_another_process_sees_it_when_it_renews(patience):
    policy.set_policy(name="tests.patience", text="48", by=BY, reason="holidays")
    assert patience.int() == 24  # not committed, not renewed
    policy.load()
    assert patience.int() == 48
