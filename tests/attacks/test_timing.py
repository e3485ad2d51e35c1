"""The comparison of `timing.py` finds a difference that is there, and none that is not (ACC-20)."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from tests.attacks.timing import two_sided


def test_a_difference_of_a_tenth_is_seen_and_noise_is_not() -> None:
    usual = NormalDist(100, 10)
    one = usual.samples(200, seed=7)
    assert two_sided(one, usual.samples(200, seed=8)) > 0.05
    assert two_sided(one, NormalDist(110, 10).samples(200, seed=9)) < 1e-6
    assert two_sided(one, one) == pytest.approx(1)
    assert two_sided([5.0] * 9, [5.0] * 9) == 1


def test_small_lists_as_in_the_books() -> None:
    assert two_sided([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]) == pytest.approx(0.00902, abs=2e-4)
