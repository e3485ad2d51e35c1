"""How weights are made (MSG-09)."""

from __future__ import annotations

import numpy as np

from kontor.contexts.messaging.policing.learning import Packed, fitted, minimised, packed, rows_of
from kontor.contexts.messaging.policing.meaning import SIZES, Features


def seen(*letters: int) -> Packed:
    return packed(Features(frozenset(), frozenset(), frozenset(letters), frozenset()))


def test_weights_tell_what_is_wrong_from_what_is_not_and_pull_the_rest_to_nothing() -> None:
    rows = rows_of([seen(1, 2), seen(1, 3), seen(4, 2), seen(4, 3)])
    wrong = np.array([True, True, False, False])
    weights = fitted(rows, wrong, np.ones(4), 0.01, np.zeros(sum(SIZES) + 1), 40)
    scores = rows.times(weights[:-1].astype(np.float32)) + weights[-1]
    assert list(scores > 0) == list(wrong)
    letters = SIZES[0] + SIZES[1]
    assert weights[letters + 1] > 1 > -1 > weights[letters + 4]
    assert abs(weights[letters + 2]) < 0.1
    assert weights[letters + 9] == 0


def test_chosen_passages_are_summed_as_in_the_whole() -> None:
    rows = rows_of([seen(1), seen(2, 3), seen(4)])
    weights = np.arange(sum(SIZES), dtype=np.float32)
    chosen = np.array([2, 0])
    assert list(rows.only(chosen).times(weights)) == list(rows.times(weights)[chosen])


def test_the_least_of_a_bowl_is_found() -> None:
    middle = np.array([3.0, -2.0])
    lowest = minimised(
        lambda at: (float(((at - middle) ** 2 * [1, 9]).sum()), 2 * (at - middle) * [1, 9]), np.zeros(2), 50
    )
    assert np.allclose(lowest, middle, atol=1e-3)
