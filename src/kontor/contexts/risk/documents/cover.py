"""Whether something lies over an edge of the document: a finger, a pen, another card (ACC-33)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from kontor.contexts.risk.documents.outline import Floats, Outline, look

_SIDE = 640  # pixels of the longer side of the copy that is looked at
_PLACES = 120  # along each side
_OUTSIDE = 5.0  # pixels to either side of the edge
_SAME = 17.0  # of colour (Lab): the same thing inside and outside
_OTHER = 13.0  # of colour: not what lies around the document elsewhere
_CLEAR = 28.0  # of colour: the document differs much from the table
_ALIKE = 26.0  # of colour: still the same thing further in; a finger is rounded, so its light changes
_SHADE = (0.3, 1.8)  # of the usual light: what a shadow or a lamp makes of it
_SHADED = 11.0  # of colour: the document is what that light makes of it
_SHALLOWEST = 0.03  # of the shorter side: less deep is the rounding of an edge


def covered_share(picture: NDArray[np.uint8], outline: Outline) -> float:
    """The share of the document under things that come in over its edge, 0 … 1.

    Where one lies, the colour does not change at the document's edge, and differs from what is around the document
    elsewhere. From there it is followed inwards.
    """
    scale = _SIDE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_BGR2LAB), np.float32)
    lab[..., 0] *= 0.7  # light matters less than colour: a shadow is no thing
    lab = np.asarray(cv2.blur(lab, (5, 5)), np.float32)
    corners = outline.corners * scale
    area = cv2.contourArea(corners.astype(np.float32))
    return min(1.0, sum(_over_side(lab, corners, side) for side in range(4)) / max(1.0, area))


def _over_side(lab: NDArray[np.float32], corners: Floats, side: int) -> float:
    start, end, middle = corners[side], corners[(side + 1) % 4], corners.mean(0)
    along = end - start
    length = float(np.linalg.norm(along))
    normal = np.array([-along[1], along[0]]) / max(length, 1e-6)
    if np.dot(middle - start, normal) < 0:
        normal = -normal
    at = start + np.linspace(0.01, 0.99, _PLACES)[:, None] * along
    inside, outside = look(lab, at + normal * _OUTSIDE), look(lab, at - normal * _OUTSIDE)
    height, width = lab.shape[:2]
    seen = at - normal * _OUTSIDE
    seen_there = (seen >= 0).all(1) & (seen < np.array([width, height])).all(1)
    usual_out, usual_in = np.median(outside, axis=0), np.median(inside, axis=0)
    spread = 1.5 * float(np.median(np.linalg.norm(outside - usual_out, axis=1)))
    apart = np.linalg.norm(inside - outside, axis=1)
    thing = (apart < _SAME) & (np.linalg.norm(outside - usual_out, axis=1) > max(_OTHER, spread))
    if np.linalg.norm(usual_in - usual_out) > _CLEAR:  # a thing of the table's own colour
        thing |= apart < _SAME / 2
    thing &= seen_there
    thing &= np.linalg.norm(inside - usual_in, axis=1) > _OTHER * 0.7
    thing &= ~_shaded(inside, outside, usual_in, usual_out)
    if not thing.any():
        return 0.0
    deep = 0.75 * min(length, float(np.linalg.norm(corners[(side + 2) % 4] - corners[(side + 1) % 4])))
    steps = np.arange(_OUTSIDE, deep, 2.0)
    rows = look(lab, at[thing][:, None] + normal * steps[:, None])
    alike = np.linalg.norm(rows - outside[thing][:, None], axis=2) < _ALIKE
    depth = np.where(alike.all(1), deep, steps[np.argmin(alike, axis=1)])
    depth = np.where(depth > _SHALLOWEST * deep, depth, 0.0)
    return float(depth.sum() * length / _PLACES)


def _shaded(
    inside: NDArray[np.float32], outside: NDArray[np.float32], usual_in: NDArray[np.float32],
    usual_out: NDArray[np.float32],
) -> NDArray[np.bool_]:  # fmt: skip
    """Where table and document are both as usual, in another light: a shadow falls across the edge."""
    grey = np.array([0.0, 128.0, 128.0], np.float32)
    light = outside[:, :1] / np.maximum(1.0, usual_out[0])
    table = np.linalg.norm(outside - grey - light * (usual_out - grey), axis=1)
    document = np.linalg.norm(inside - grey - light * (usual_in - grey), axis=1)
    fits = (light[:, 0] > _SHADE[0]) & (light[:, 0] < _SHADE[1])
    return np.asarray(fits & (table < _SHADED) & (document < _SHADED))
