"""Logistic regression over sparse features, the same weights each time (used by `train` alone)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from kontor.contexts.messaging.policing.meaning import SIZES, Features, loudnesses

_REMEMBERED = 8  # steps from which the curvature is guessed (L-BFGS)
_ENOUGH, _SHORTEST = 1e-4, 1e-6
_OFFSETS = np.cumsum([0, *SIZES])


class Rows(NamedTuple):
    """Passages as a sparse matrix: places in all tables one behind the other, and how loud each is."""

    places: Any
    values: Any
    starts: Any

    def times(self, weights: Any) -> Any:
        """For each passage the sum of its weights."""
        sums = np.add.reduceat(weights[self.places] * self.values, self.starts)
        return sums.astype(np.float64)

    def back(self, errors: Any, size: int) -> Any:
        """For each weight the sum of the errors of its passages."""
        lengths = np.diff(np.append(self.starts, len(self.places)))
        spread = np.repeat(errors.astype(np.float32), lengths) * self.values
        return np.bincount(self.places, weights=spread, minlength=size)

    def only(self, chosen: Any) -> Rows:
        """The chosen passages, by number."""
        ends = np.append(self.starts, len(self.places))
        lengths = ends[chosen + 1] - ends[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        picked = np.repeat(ends[chosen] - starts, lengths) + np.arange(lengths.sum())
        return Rows(self.places[picked], self.values[picked], starts)


class Packed(NamedTuple):
    """Features of a passage in little room: places in all tables one behind the other, and how loud each is."""

    places: Any
    values: Any


def packed(one: Features) -> Packed:
    """Features as they are kept for learning."""
    places = [np.sort(np.fromiter(table, np.int32, len(table))) + np.int32(offset)
              for table, offset in zip(one, _OFFSETS[:-1], strict=True)]  # fmt: skip
    loud = [np.full(len(table), loudness, np.float32) for table, loudness in zip(one, loudnesses(one), strict=True)]
    return Packed(np.concatenate(places), np.concatenate(loud))


def rows_of(seen: Sequence[Packed]) -> Rows:
    """The matrix of so many passages."""
    lengths = [len(one.places) for one in seen]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    return Rows(np.concatenate([one.places for one in seen]), np.concatenate([one.values for one in seen]), starts)


def fitted(rows: Rows, wrong: Any, heed: Any, pull: float, begin: Any, steps: int) -> Any:
    """Weights (the last is the bias) that tell the passages that are wrong from the others.

    Args:
        wrong: for each passage whether it breaks a rule; heed: how much it counts.
        pull: towards nothing (L2). begin: weights to begin from. steps: so many at most.
    """
    signs = np.where(wrong, 1.0, -1.0)

    def loss(weights: Any) -> tuple[float, Any]:
        margins = signs * (rows.times(weights[:-1].astype(np.float32)) + weights[-1])
        errors = -signs * heed / (1 + np.exp(np.clip(margins, -50, 50)))
        slope = np.append(rows.back(errors, len(weights) - 1) + pull * weights[:-1], errors.sum())
        return float((heed * np.logaddexp(0, -margins)).sum() + pull / 2 * (weights[:-1] ** 2).sum()), slope

    return minimised(loss, begin, steps)


def minimised(loss: Callable[[Any], tuple[float, Any]], begin: Any, steps: int) -> Any:
    """Where a smooth function is least (limited-memory BFGS with halved steps)."""
    at = begin.copy()
    value, slope = loss(at)
    history: list[tuple[Any, Any, float]] = []
    for _ in range(steps):
        direction = _direction(slope, history)
        along = float(direction @ slope)
        length = 1.0 if history else 1 / max(1.0, float(np.sqrt(slope @ slope)))
        while length > _SHORTEST:
            there = at + length * direction
            new_value, new_slope = loss(there)
            if new_value <= value + _ENOUGH * length * along:
                break
            length /= 2
        else:
            break
        moved, turned = there - at, new_slope - slope
        if (curve := float(moved @ turned)) > 0:
            history = [*history[-_REMEMBERED + 1 :], (moved, turned, 1 / curve)]
        at, value, slope = there, new_value, new_slope
    return at


def _direction(slope: Any, history: Sequence[tuple[Any, Any, float]]) -> Any:
    """Downhill, as far as the last steps tell."""
    down = -slope
    shares = []
    for moved, turned, scale in reversed(history):
        shares.append(scale * float(moved @ down))
        down = down - shares[-1] * turned
    if history:
        moved, turned, scale = history[-1]
        down = down / (scale * float(turned @ turned))
    for (moved, turned, scale), share in zip(history, reversed(shares), strict=True):
        down = down + (share - scale * float(turned @ down)) * moved
    return down


def packed_weights(weights: Any, thresholds: dict[str, float]) -> bytes:
    """Weights as one signed byte each behind a line of facts."""
    tables = [weights[low:high] for low, high in pairwise(_OFFSETS)]
    scales = [float(np.abs(table).max()) / 127 or 1.0 for table in tables]
    head = {
        "bias": round(float(weights[-1]), 5),
        "thresholds": {name: round(value, 4) for name, value in thresholds.items()},
        "scales": scales,
    }
    bodies = [np.rint(table / scale).astype(np.int8).tobytes() for table, scale in zip(tables, scales, strict=True)]
    return json.dumps(head).encode() + b"\n" + b"".join(bodies)
