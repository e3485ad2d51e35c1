"""The 37 characters of a machine readable zone, as strokes of our own after the proportions of OCR-B (ICAO 9303-3).

Each is a path in a box of 10 × 14: `M x y` moves, `L x y` draws a line, `Q cx cy x y` a quadratic and
`C ax ay bx by x y` a cubic curve. The reader makes its templates from them; no font has to be installed.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

BOX = (10.0, 14.0)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
ALPHABET = LETTERS + DIGITS + "<"

_PATHS = {
    "A": "M 0 14 L 5 0 L 10 14 M 1.7 9.6 L 8.3 9.6",
    "B": "M 1 6.7 L 5.6 6.7 C 10 6.7 10 0 5.6 0 L 1 0 L 1 14 L 5.8 14 C 11 14 11 6.7 5.6 6.7",
    "C": "M 9.6 1.2 C 4 -1.6 0.4 2 0.4 7 C 0.4 12 4 15.6 9.6 12.8",
    "D": "M 0.8 0 L 0.8 14 L 3.6 14 C 11.6 14 11.6 0 3.6 0 L 0.8 0",
    "E": "M 9.2 0 L 1 0 L 1 14 L 9.4 14 M 1 6.8 L 7.6 6.8",
    "F": "M 9.4 0 L 1 0 L 1 14 M 1 6.8 L 7.8 6.8",
    "G": "M 9.4 1.2 C 4 -1.4 0.2 2 0.2 7 C 0.2 12 4 15.4 9.6 13 L 9.6 7.6 L 5.8 7.6",
    "H": "M 0.8 0 L 0.8 14 M 9.2 0 L 9.2 14 M 0.8 6.8 L 9.2 6.8",
    "I": "M 1.4 0 L 8.6 0 M 5 0 L 5 14 M 1.4 14 L 8.6 14",
    "J": "M 3 0 L 8.6 0 L 8.6 9.4 C 8.6 14 5 15 0.6 13.2",
    "K": "M 1 0 L 1 14 M 9.2 0 L 1.2 7.8 M 3.8 5.4 L 9.6 14",
    "L": "M 1.2 0 L 1.2 14 L 9.6 14",
    "M": "M 0.2 14 L 0.8 0 L 5 8.6 L 9.2 0 L 9.8 14",
    "N": "M 0.8 14 L 0.8 0 L 9.2 14 L 9.2 0",
    "O": "M 5 0 C -1.6 0 -1.6 14 5 14 C 11.6 14 11.6 0 5 0",
    "P": "M 1 14 L 1 0 L 5.4 0 C 11 0 11 7.8 5.4 7.8 L 1 7.8",
    "Q": "M 5 0 C -1.6 0 -1.6 13.4 5 13.4 C 11.6 13.4 11.6 0 5 0 M 5.4 9.8 L 9.8 14.6",
    "R": "M 1 14 L 1 0 L 5.4 0 C 10.6 0 10.6 7.2 5.4 7.2 L 1 7.2 M 5.2 7.2 L 9.6 14",
    "S": "M 9 1 C 4.6 -1 0.8 0.4 0.8 3.4 C 0.8 7.4 9.4 6 9.4 10.4 C 9.4 14 5 15 0.6 13",
    "T": "M 0.2 0 L 9.8 0 M 5 0 L 5 14",
    "U": "M 0.8 0 L 0.8 9 C 0.8 15.6 9.2 15.6 9.2 9 L 9.2 0",
    "V": "M 0 0 L 5 14 L 10 0",
    "W": "M 0 0 L 1.8 14 L 5 5 L 8.2 14 L 10 0",
    "X": "M 0.2 0 L 9.8 14 M 9.8 0 L 0.2 14",
    "Y": "M 0 0 L 5 6.8 L 10 0 M 5 6.8 L 5 14",
    "Z": "M 0.6 0 L 9.4 0 L 0.4 14 L 9.6 14",
    "0": "M 5 0 C -0.2 0 0.2 14 5 14 C 9.8 14 10.2 0 5 0",
    "1": "M 2 3.2 L 5.6 0 L 5.6 14 M 2 14 L 9 14",
    "2": "M 1 1.6 C 4 -1.2 9 0 9 3.8 C 9 7.8 3 10 1 14 L 9.4 14",
    "3": "M 1 0 L 9 0 L 4.6 5.4 C 11 5 11.4 14.2 4.6 14 C 3.2 14 2 13.8 0.8 13.2",
    "4": "M 5.6 0 L 0.6 10.2 L 9.8 10.2 M 7.2 6 L 7.2 14",
    "5": "M 8.8 0 L 2 0 L 2 5.8 C 7 4.6 9.4 6.6 9.4 9.6 C 9.4 13.6 5 15 0.8 13.2",
    "6": "M 6.6 0 C 3 3.4 0.6 6.6 0.6 9.6 C 0.6 15.4 9.4 15.4 9.4 9.6 C 9.4 5.2 4 4.4 1.4 7.6",
    "7": "M 0.8 0 L 9.4 0 C 6 5 4.4 9 4.2 14",
    "8": "M 5 6.4 C 0.4 6 0.4 0 5 0 C 9.6 0 9.6 6 5 6.4 C -1.2 7 -1.2 14 5 14 C 11.2 14 11.2 7 5 6.4",
    "9": "M 3.4 14 C 7 10.6 9.4 7.4 9.4 4.4 C 9.4 -1.4 0.6 -1.4 0.6 4.4 C 0.6 8.8 6 9.6 8.6 6.4",
    "<": "M 9.2 1.8 L 0.8 7 L 9.2 12.2",
}
_STEPS = np.linspace(0.0, 1.0, 13)[1:, None]


@lru_cache(maxsize=64)
def strokes(character: str) -> tuple[NDArray[np.float64], ...]:
    """The strokes of `character`, each a row of points in the box."""
    words = _PATHS[character].split()
    lines: list[list[NDArray[np.float64]]] = []
    place = 0
    while place < len(words):
        verb = words[place]
        count = {"M": 2, "L": 2, "Q": 4, "C": 6}[verb]
        points = np.array([float(word) for word in words[place + 1 : place + 1 + count]]).reshape(-1, 2)
        place += 1 + count
        if verb == "M":
            lines.append([points])
        elif verb == "L":
            lines[-1].append(points)
        else:
            lines[-1].append(_curve(lines[-1][-1][-1], points))
    return tuple(np.vstack(line) for line in lines)


def _curve(start: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    along, left = _STEPS, 1 - _STEPS
    if len(points) == 2:
        return np.asarray(left**2 * start + 2 * left * along * points[0] + along**2 * points[1])
    first, second, end = points
    return np.asarray(left**3 * start + 3 * left**2 * along * first + 3 * left * along**2 * second + along**3 * end)


def draw(
    picture: NDArray[np.uint8],
    character: str,
    corner: tuple[float, float],
    size: tuple[float, float],
    *,
    weight: float,
    colour: tuple[int, int, int] | int = 0,
) -> None:
    """Draw `character` into `picture`: upper left `corner`, `size` of its box and `weight` of the pen in pixels."""
    scale = np.array([size[0] / BOX[0], size[1] / BOX[1]])
    for line in strokes(character):
        at = np.round((line * scale + np.array(corner)) * 16).astype(np.int32)
        cv2.polylines(picture, [at], False, colour, max(1, round(weight)), cv2.LINE_AA, 4)
