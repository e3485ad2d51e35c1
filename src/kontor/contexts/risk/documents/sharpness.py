"""How sharp a document is in its picture, measured on the document alone (ACC-33)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_AGAIN = 1.2  # pixels: by how much the picture is blurred again to see what that changes
_STRONG = 90.0  # percentile of the gradients of one direction that count as edges: writing
_LEAST_GRADIENT = 4.0
_ABOVE_GRAIN = 4.0  # times the usual gradient, which is the sensor's grain
_LEAST_EDGES = 40
_SHARPEST = 40.0  # percentile: the sharper ones of the edges tell; a guilloche and a portrait are soft by nature
_HALVED = 0.4  # pixels: what halving a picture adds to the width of a sharp edge
_WORST = 12.0  # pixels: what a picture without any edge counts


def edge_width(flat: NDArray[np.uint8]) -> float:
    """The blur of writing in pixels (a standard deviation) of `flat`, a document seen from above.

    Looked at in full and in half size: where much is blurred, the grain of the sensor is steeper than what is left of
    the writing, and only the smaller copy, with less grain, tells the truth.
    """
    half = cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return max(_edges(flat), 2 * _edges(np.asarray(half, np.uint8)) - _HALVED)


def _edges(flat: NDArray[np.uint8]) -> float:
    """The same, in one size.

    An edge that is blurred again by a known amount loses the less of its steepness the softer it was. The widths of
    level, upright and slanting edges are found apart: a shaken picture is soft in one direction only.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY), (0, 0), 0.6).astype(np.float32)
    again = cv2.GaussianBlur(grey, (0, 0), _AGAIN)
    x, y = cv2.Sobel(grey, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(grey, cv2.CV_32F, 0, 1) / 8
    x2, y2 = cv2.Sobel(again, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(again, cv2.CV_32F, 0, 1) / 8
    before, after = cv2.magnitude(x, y), cv2.magnitude(x2, y2)
    margin = max(6, round(0.025 * max(grey.shape)))
    inner = np.zeros(grey.shape, bool)
    inner[margin:-margin, margin:-margin] = True
    floor = max(_LEAST_GRADIENT, _ABOVE_GRAIN * float(np.median(before[inner])))
    inner &= before >= cv2.dilate(before, np.ones((3, 3), np.uint8)) - 1e-3
    before, after, x, y = before[inner], after[inner], x[inner], y[inner]
    sector = np.round((np.arctan2(y, x) % np.pi) / (np.pi / 4)).astype(int) % 4
    widths = [_width(before[chosen], after[chosen], floor) for number in range(4) if (chosen := sector == number).any()]
    known = [width for width in widths if width is not None]
    return max(known, default=_WORST)


def _width(before: NDArray[np.float32], after: NDArray[np.float32], floor: float) -> float | None:
    """The width of the steepest of these edges; None where there are none worth the name."""
    strong = before > max(floor, float(np.percentile(before, _STRONG)))
    if strong.sum() < _LEAST_EDGES:
        return None
    ratio = np.maximum(before[strong] / np.maximum(after[strong], 1e-3), 1.0001)
    return float(np.percentile(np.minimum(_AGAIN / np.sqrt(ratio**2 - 1), _WORST), _SHARPEST))
