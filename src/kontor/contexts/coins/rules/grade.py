"""How active a store is with coins, A to E, with its make-up (COI-14). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the grade: what was measured, what fills the part, its weight, and the points it brings."""

    code: str  # given | used | joined
    measured: int
    full: int
    weight: int
    points: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter, the points behind it (of 100), and how they come about."""

    letter: str
    points: int
    pieces: Sequence[Piece]


def grade(
    *, given: int, used: int, joined: int, full: Sequence[int], weights: Sequence[int], steps: Sequence[int]
) -> Grade:
    """Points = sum of weight × min(1, measured / full), each rounded down; the letter follows from the steps.

    Args:
        given, used: coins given and used within the time; `joined`: campaigns.
        full: what fills each part: coins, per cent of use, campaigns.
        steps: points from which on it is A, B, C and D.
    """
    rate = min(100, used * 100 // given) if given else 0
    pieces = [
        Piece(code, measured, top, weight, weight * min(measured, top) // top if top else weight)
        for code, measured, top, weight in zip(
            ("given", "used", "joined"), (given, rate, joined), full, weights, strict=True
        )
    ]
    points = sum(piece.points for piece in pieces)
    letter = next((one for one, step in zip(LETTERS, steps, strict=True) if points >= step), "E")
    return Grade(letter, points, pieces)
