"""Whether a flat piece carries what a document carries: lines of small writing (ACC-33)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE = 800  # pixels
_HEIGHTS = (5, 60)  # pixels of a letter
_LEVELS = (30.0, 48.0, 70.0)  # of darkness: above that of a guilloche, whose lines bind letters together


def letters(flat: NDArray[np.uint8]) -> int:
    """How many marks of a letter's size stand in lines on `flat`, a document seen from above."""
    scale = _SIDE / flat.shape[1]
    grey = cv2.cvtColor(cv2.resize(flat, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (19, 19)))
    margin = 14
    dark = dark[margin:-margin, margin:-margin]
    lowest = min(_LEVELS[0], max(9.0, 0.5 * float(np.percentile(dark, 98))))
    return max(_in_lines(np.asarray(dark, np.uint8), level) for level in (lowest, *_LEVELS[1:]))


def _in_lines(dark: NDArray[np.uint8], level: float) -> int:
    """How many of the marks that are darker than their ground by `level` stand beside others of their size."""
    _, marks = cv2.threshold(dark, level, 255, cv2.THRESH_BINARY)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    boxes = boxes[1:]
    tall, wide = boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_WIDTH]
    fits = (tall >= _HEIGHTS[0]) & (tall <= _HEIGHTS[1]) & (wide <= 4 * tall) & (wide >= 2)
    fits &= boxes[:, cv2.CC_STAT_AREA] >= 0.12 * tall * wide
    boxes, tall = boxes[fits], tall[fits]
    if not len(boxes):
        return 0
    middle = boxes[:, cv2.CC_STAT_TOP] + tall / 2
    x = boxes[:, cv2.CC_STAT_LEFT]
    near = (np.abs(middle[:, None] - middle) < 0.5 * tall[:, None]) & (np.abs(x[:, None] - x) < 4 * tall[:, None] + 12)
    near &= (tall[:, None] < 1.8 * tall) & (tall < 1.8 * tall[:, None])
    return int((near.sum(1) >= 3).sum())
