"""What is done with a document once it is found: is it cut off, and how does it look from above (ACC-33)."""

from __future__ import annotations

import cv2
import numpy as np

from kontor.contexts.risk.documents.outline import Outline, Pixels

_LEAST_OUT = 0.002  # of the longer side of the picture: a corner closer to its frame is cut off


def near_frame(outline: Outline, width: int, height: int) -> int:
    """How many corners lie outside of the picture or at its very frame."""
    edge = _LEAST_OUT * max(width, height)
    inside = (outline.corners > edge).all(1) & (outline.corners < np.array([width, height]) - edge).all(1)
    return int(4 - inside.sum())


def flattened(picture: Pixels, outline: Outline, *, long_side: int) -> Pixels:
    """The document seen from straight above, `long_side` pixels wide."""
    tall = round(long_side / outline.ratio)
    target = np.array([[0, 0], [long_side, 0], [long_side, tall], [0, tall]], np.float32)
    matrix = cv2.getPerspectiveTransform(outline.corners.astype(np.float32), target)
    source = picture
    shrink = long_side / outline.long_side
    if shrink < 0.6:
        matrix = matrix @ np.diag([1 / shrink, 1 / shrink, 1.0]).astype(matrix.dtype)
        source = np.asarray(cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.warpPerspective(source, matrix, (long_side, tall), flags=cv2.INTER_LINEAR), np.uint8)
