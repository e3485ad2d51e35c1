"""How soon the stores of the demo answer, and what the market's makers let go with it.

A demo has no people who lose patience. So what the field reports of markets is put in here, and the reports find it
again as they would in a real one: by counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """A store's way to answer.

    Attributes:
        waits: minutes until an answer, any of them as likely.
        becomes: share of the questions whose buyers then order.
        forgotten: share of older questions that nobody ever answers.
        disputes: of as many orders, how many of one store against another's end in dispute.
        marks: what the mark "Communication" is above or below the stars, any of them as likely.
    """

    waits: Sequence[int]
    becomes: float
    forgotten: float
    disputes: int
    marks: Sequence[int]


QUICK = Pace((4, 9, 14, 18, 22, 25, 30, 36, 50, 90), 0.28, 0.03, 8, (0, 0, 0, 0, 1))
FAIR = Pace((25, 37, 55, 70, 80, 95, 105, 110, 180, 300), 0.25, 0.08, 10, (-1, 0, 0, 0, 1))
SLOW = Pace((95, 150, 180, 240, 300, 360, 480, 600, 720, 900), 0.21, 0.15, 13, (-1, -1, 0, 0, 0))
LATE = Pace((900, 1300, 1560, 1700, 1900, 2100, 2300, 2600, 2900, 3300), 0.15, 0.3, 16, (-1, -1, -1, 0, 0))
_ORDER = (SLOW, QUICK, QUICK, FAIR, FAIR, SLOW, LATE, QUICK, FAIR, SLOW, QUICK, FAIR)


def pace_of(index: int) -> Pace:
    """The pace of the store with this place in the market; the demo seller's own, the first, is slow."""
    return _ORDER[index % len(_ORDER)]
