"""The table of offences and the thresholds, without a database (OPR-03)."""

from __future__ import annotations

import pytest

from kontor.contexts.governance.policy import HIDDEN_LONG
from kontor.contexts.governance.rules.offences import FOLLOWS, OFFENCES, Follows
from kontor.contexts.governance.rules.points import Threshold, ahead, crossed, thresholds

TABLE = [Threshold(12, Follows.HIDING, 7), Threshold(24, Follows.HIDING, 30), Threshold(48, Follows.CLOSURE, None)]


@pytest.mark.parametrize(("before", "after", "reached"), [
    (0, 0, None), (0, 11, None), (0, 12, 12), (11, 12, 12), (12, 13, None), (12, 23, None), (12, 24, 24), (0, 30, 24),
    (23, 60, 48), (48, 60, None),
])  # fmt: skip
def test_the_highest_threshold_that_is_passed(before, after, reached):
    step = crossed(before, after, TABLE)
    assert (step.points if step else None) == reached


def test_what_comes_next():
    assert ahead(0, TABLE) == TABLE[0]
    assert ahead(12, TABLE) == TABLE[1]
    assert ahead(48, TABLE) is None


@pytest.mark.rule("OPR-03")
def test_every_offence_says_what_it_is_and_how_long_what_follows_lasts():
    for code, offence in OFFENCES.items():
        assert offence.code == code
        assert offence.title
        assert offence.sentence.endswith(".")
        timed = offence.follows in (Follows.HIDING, Follows.FREEZE)
        assert timed == (offence.days is not None)
    assert set(FOLLOWS) == set(Follows)
    assert OFFENCES["data_read"].days is HIDDEN_LONG
    assert HIDDEN_LONG.int() == HIDDEN_LONG.high == 30


def test_thresholds_rise():
    points = [each.points for each in thresholds()]
    assert points == sorted(points) == [12, 24, 48]
