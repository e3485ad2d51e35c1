"""Many registrations at once, each a row of figures: likeness of one to all of them, as `Likeness` tells it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from kontor.contexts.risk.rules import habits, likeness, style
from kontor.contexts.risk.rules.likeness import Usual

Figures = NDArray[np.float64]
Rows = NDArray[np.int64]
FIGURES = tuple(likeness.FIGURES)
COORDINATES = tuple(name for name, _ in habits.COORDINATES)
_SECOND = 1 << 60


class Crowd:
    """Registrations in the order in which they came.

    Attributes:
        hours: when each came, since any moment.
        place: key of its address.
        known: whether a hand with a rhythm was seen.
        parts: what hands and habits consist of, by name.
    """

    def __init__(self, hours: Sequence[float], rows: Sequence[tuple[int, int, int, int]]) -> None:
        """`rows` are place, machine, packed hand and habits of each."""
        table = np.array(rows, dtype=np.int64).reshape(-1, 4)
        self.hours: Figures = np.array(hours, dtype=np.float64)
        self.place, self._machine, self._packed = table[:, 0], table[:, 1], table[:, 2]
        self.known = (self._packed & _SECOND) != 0
        brought = np.where((table[:, 3] & _SECOND) != 0, table[:, 3], 0)
        self._shares: dict[str, Figures] = {}
        self.parts = _unpacked(self._packed, style.BITS) | _unpacked(brought, habits.COORDINATES)

    def likeness(self, me: int, rows: Rows, usual: Usual) -> Figures:
        """Evidence in nats that `me` and each of `rows` are of one operation."""
        same = (self._machine[rows] == self._machine[me]) & (self._machine[me] != 0)
        share = (int(same.sum()) + 1) / (usual.month + likeness.DOUBT_OF_MACHINE)
        gain = min(max(log(likeness.SAME_MACHINE / share), 0.0), likeness.MOST_OF_MACHINE)
        told: Figures = np.zeros(len(rows))
        for name in COORDINATES:
            mine, theirs = int(self.parts[name][me]), self.parts[name][rows]
            if not mine:
                continue
            part = np.where(theirs == mine, likeness.agreeing(name, usual.share(name, mine)), likeness.APART[name])
            told += np.where((theirs == 0) | (same & (gain > 0) & (name == "headers")), 0.0, part)
        machine: Figures = np.where(same, gain, 0.0)
        return machine + _if_kept(told) + self._of_hands(me, rows, usual)

    def shares(self, usual: Usual, name: str, bits: int) -> Figures:
        """Of every value that a coordinate may have, the share of registrations here that have it; `usual` is always
        the same of one crowd."""
        if name not in self._shares:
            told: Figures = np.full(1 << bits, usual.share(name, -1))
            for value in usual.counts.get(name, ()):
                if 0 <= value < len(told):
                    told[value] = usual.share(name, value)
            self._shares[name] = told
        return self._shares[name]

    def _of_hands(self, me: int, rows: Rows, usual: Usual) -> Figures:
        apart = likeness.APART["shape"]
        if not self.known[me]:
            packed = int(self._packed[me])
            shared = likeness.agreeing("shape", usual.share("shape", -packed))
            return np.where(self._packed[rows] == packed, shared, apart)
        shape = int(self.parts["shape"][me])
        same = self.known[rows] & (self.parts["shape"][rows] == shape)
        others = rows[same]
        manner: Figures = np.zeros(len(others))
        for name in likeness.CHECKED:
            mine = int(self.parts[name][me])
            shared = likeness.agreeing(name, usual.share(name, mine))
            manner += np.where(self.parts[name][others] == mine, shared, likeness.APART[name])
        firm: Figures = np.ones((len(likeness.WIDTHS), len(others)))
        loose = firm.copy()
        for name, (_, width, middle) in likeness.FIGURES.items():
            mine, theirs = int(self.parts[name][me]), self.parts[name][others]
            if mine:
                centre, strangers = usual.figures.get(name, (middle, width))
                part = np.where(theirs == 0, 1.0, _compared(name, mine, round(centre), round(strangers))[:, theirs])
                if name in likeness.LOOSE:
                    loose *= part
                else:
                    firm *= part
        kept = likeness.VARIED + (1 - likeness.VARIED) * loose
        shares = np.array([[share] for _, share in likeness.WIDTHS])
        hands = likeness.AS_STRANGERS + (shares * firm * kept).sum(axis=0)
        told: Figures = np.full(len(rows), apart)
        told[same] = likeness.agreeing("shape", usual.share("shape", shape)) + np.log(hands) + _if_kept(manner)
        return told


def _unpacked(packed: Rows, bits: Sequence[tuple[str, int]]) -> dict[str, Rows]:
    parts = {}
    for name, width in reversed(bits):
        parts[name] = packed & ((1 << width) - 1)
        packed = packed >> width
    return parts


@lru_cache(maxsize=4096)
def _compared(name: str, mine: int, centre: int, strangers: int) -> Figures:
    """For each width that a hand may have, and each value, how many times better one hand explains it than two do."""
    values = np.arange(256)
    own = likeness.FIGURES[name][0] * sqrt(2)
    by_chance = likeness.SURE * bell(values - centre, strangers) + likeness.RARE
    told = [
        ((1 - likeness.STRAY) * bell(np.abs(values - mine), own * width + 0.3) + likeness.STRAY * by_chance) / by_chance
        for width, _ in likeness.WIDTHS
    ]
    return np.minimum(np.array(told), likeness.MOST_OF_FIGURE)


def bell(x: NDArray[np.number], width: float | Figures) -> Figures:
    """Density of a normal figure of that width at the distance `x`."""
    told: Figures = np.exp(-0.5 * (x / width) ** 2) / (width * 2.5066)
    return told


def _if_kept(told: Figures) -> Figures:
    return np.asarray(np.log(likeness.VARIED + (1 - likeness.VARIED) * np.exp(told)))
