"""Where in a photo the document lies: its four corners, and which of its sides the picture cuts off (ACC-33).

Lines are found in a small copy and combined to four-sided figures. A figure is as good as the difference of colour
between its two sides is steady along each edge: the grain of a table, joints and checks change sign or are the same on
both sides of a line, the edge of a card is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]
Indices = NDArray[np.intp]
Truths = NDArray[np.bool_]

SMALL = 480  # pixels of the longer side of the copy in which lines are looked for
_LINES = 14  # of each direction that are tried: a chequered table has many
_LOOKS = ((1.4, 18, 50), (3.0, 10, 26))  # pixels of blur, and Canny's limits: in the second, grain is gone
_SEGMENTS = 260  # of a colour that are looked at, the longest: the grain of a table makes thousands of short ones
_SAMPLES = 28  # along an edge
_SAME_LINE = 7.0  # pixels of the small copy between two pieces of one line, at the picture's frame
_STEP = 5.0  # pixels of the small copy to either side of an edge
_LEAST_AREA = 0.035  # of the picture
_LEAST_DIFFERENCE = 5.0  # of colour (Lab) that counts as an edge
_CUT_COUNTS = 0.88  # a figure with one more side cut off is that much less likely
_FRAME_SUPPORT = 0.6  # what an edge counts that is the picture's own
_LEAST_SUPPORT = 0.5
_RATIOS = (1.25, 1.85)  # longer to shorter side of any document (1.42 and 1.59), seen from aside


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in a picture.

    Attributes:
        corners: upper left, upper right, lower right, lower left, in pixels of the picture; the upper side is one of
            the two longer ones.
        support: share of the outline along which the document differs from what it lies on, 0 … 1.
        cut: how many sides are cut off by the picture's frame.
    """

    corners: Floats
    support: float
    cut: int

    @property
    def long_side(self) -> float:
        """Pixels."""
        top, right, bottom, left = _lengths(self.corners)
        return max((top + bottom) / 2, (left + right) / 2)

    @property
    def ratio(self) -> float:
        """Longer to shorter side."""
        top, right, bottom, left = _lengths(self.corners)
        across, down = (top + bottom) / 2, (left + right) / 2
        return max(across, down) / max(1.0, min(across, down))


def find(picture: Pixels) -> Outline | None:
    """The most document-like figure in `picture` (BGR), or None."""
    height, width = picture.shape[:2]
    scale = SMALL / max(height, width)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_BGR2LAB), np.float32)
    smooth = np.asarray(cv2.blur(lab, (5, 5)), np.float32)
    flat, steep = _lines(lab)
    best = _best(smooth, flat, steep)
    if best is None:
        return None
    corners, support, cut = best
    corners = _refined(smooth, corners, cut)
    return Outline(_ordered(corners / scale), support, sum(cut))


def _lines(lab: NDArray[np.float32]) -> tuple[list[Floats], list[Floats]]:
    """The strongest lines that are rather level, and those rather upright; each as two points."""
    found: list[tuple[float, Floats]] = []
    for channel in range(3):
        layer = lab[..., channel]
        spread = float(np.percentile(layer, 98) - np.percentile(layer, 2))
        if spread < 6:
            continue
        grey = np.clip((layer - layer.min()) * min(4.0, 255 / spread), 0, 255).astype(np.uint8)
        for soft, low, high in _LOOKS:
            edges = cv2.Canny(cv2.GaussianBlur(grey, (0, 0), soft), low, high)
            segments = cv2.HoughLinesP(edges, 1, np.pi / 360, 28, minLineLength=34, maxLineGap=9)
            if segments is None:
                continue
            ends = segments.reshape(-1, 2, 2).astype(float)
            lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
            longest = np.argsort(-lengths, kind="stable")[:_SEGMENTS]
            found += [(float(lengths[place]), ends[place]) for place in longest]
    found.sort(key=lambda pair: -pair[0])
    height, width = lab.shape[:2]
    flat: list[tuple[float, Floats]] = []
    steep: list[tuple[float, Floats]] = []
    for length, segment in found:
        level = abs(segment[1, 0] - segment[0, 0]) >= abs(segment[1, 1] - segment[0, 1])
        _merge(flat if level else steep, length, segment, level=level, reach=(width if level else height))
    chosen = []
    for lines in (flat, steep):
        lines.sort(key=lambda pair: -pair[0])
        chosen.append([segment for _, segment in lines[:_LINES]])
    return chosen[0], chosen[1]


def _merge(lines: list[tuple[float, Floats]], length: float, segment: Floats, *, level: bool, reach: int) -> None:
    """Add a segment to the line that it continues, or as a new one; a line keeps its longest segment."""
    first, last = _crossings(segment, level=level, reach=reach)
    for place, (before, known) in enumerate(lines):
        begin, end = _crossings(known, level=level, reach=reach)
        if abs(begin - first) < _SAME_LINE and abs(end - last) < _SAME_LINE:
            lines[place] = (before + length, known)
            return
    lines.append((length, segment))


def _crossings(segment: Floats, *, level: bool, reach: int) -> tuple[float, float]:
    """Where the line crosses the first and the last column (or row) of the picture."""
    (x1, y1), (x2, y2) = (segment if level else segment[:, ::-1]).tolist()
    slope = (y2 - y1) / (x2 - x1)
    return y1 - slope * x1, y1 + slope * (reach - x1)


def _best(
    smooth: NDArray[np.float32], flat: list[Floats], steep: list[Floats]
) -> tuple[Floats, float, list[bool]] | None:
    """The best of all figures that two rather level and two rather upright lines make, the picture's frame included."""
    height, width = smooth.shape[:2]
    frame = np.array([[0.0, 0.0], [width - 1.0, 0.0], [width - 1.0, height - 1.0], [0.0, height - 1.0]])
    rows, columns = [*flat, frame[[0, 1]], frame[[3, 2]]], [*steep, frame[[0, 3]], frame[[1, 2]]]
    grid = _meetings(np.array(rows), np.array(columns))
    upper, lower = np.triu_indices(len(rows), 1)
    left, right = np.triu_indices(len(columns), 1)
    upper, lower = _in_order(upper, lower, [line[:, 1].mean() for line in rows])
    left, right = _in_order(left, right, [line[:, 0].mean() for line in columns])
    level, starts, ends = _steadiness(smooth, grid[:, left], grid[:, right])  # of each row between each two columns
    upright, tops, bottoms = _steadiness(smooth, grid[upper].swapaxes(0, 1), grid[lower].swapaxes(0, 1))
    level[-2:], upright[-2:] = _FRAME_SUPPORT, _FRAME_SUPPORT
    over, beside = np.repeat(np.arange(len(upper)), len(left)), np.tile(np.arange(len(left)), len(upper))
    up, down, west, east = upper[over], lower[over], left[beside], right[beside]
    sides = np.stack([level[up, beside], upright[east, over], level[down, beside], upright[west, over]], 1)
    cut = np.stack([up >= len(flat), east >= len(steep), down >= len(flat), west >= len(steep)], 1)
    corners = np.stack([grid[up, west], grid[up, east], grid[down, east], grid[down, west]], 1)
    fine = _plausible(corners, width, height, cut) & (sides.min(1) >= _LEAST_SUPPORT) & (cut.sum(1) <= 2)
    # Where the frame cuts a document off, its other sides go on to the very frame; a table does not differ there.
    fine &= ~cut[:, 3] | (starts[up, beside] & starts[down, beside])
    fine &= ~cut[:, 1] | (ends[up, beside] & ends[down, beside])
    fine &= ~cut[:, 0] | (tops[west, over] & tops[east, over])
    fine &= ~cut[:, 2] | (bottoms[west, over] & bottoms[east, over])
    if not fine.any():
        return None
    area = _areas(corners) / (width * height)
    score = np.where(fine, sides.mean(1) * np.abs(area) ** 0.45 * _CUT_COUNTS ** cut.sum(1), 0.0)
    best = int(score.argmax())
    return corners[best], float(sides[best].mean()), [bool(value) for value in cut[best]]


def _in_order(first: NDArray[np.intp], second: NDArray[np.intp], places: list[float]) -> tuple[Indices, Indices]:
    """Pairs of lines, the upper (or left) one first."""
    swap = np.array(places)[first] > np.array(places)[second]
    return np.where(swap, second, first), np.where(swap, first, second)


def _meetings(rows: Floats, columns: Floats) -> Floats:
    """Where each row crosses each column; far outside where they hardly do."""
    (x1, y1), (x2, y2) = (rows[:, None, end].transpose(2, 0, 1) for end in (0, 1))
    (x3, y3), (x4, y4) = (columns[None, :, end].transpose(2, 0, 1) for end in (0, 1))
    below = (x1 - x2) * (y3 - y4) - (y1 - y2) * (x3 - x4)
    below = np.where(np.abs(below) < 1e-3, 1e-3, below)
    one, two = x1 * y2 - y1 * x2, x3 * y4 - y3 * x4
    return np.stack([(one * (x3 - x4) - (x1 - x2) * two) / below, (one * (y3 - y4) - (y1 - y2) * two) / below], 2)


def _plausible(corners: Floats, width: int, height: int, cut: NDArray[np.bool_]) -> NDArray[np.bool_]:
    slack = 0.04 * width
    inside = (corners > -slack).all((1, 2)) & (corners < np.array([width, height]) + slack).all((1, 2))
    sides = np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2)
    across, down = (sides[:, 0] + sides[:, 2]) / 2, (sides[:, 1] + sides[:, 3]) / 2
    least = np.maximum(np.minimum(across, down), 1.0)
    ratio = np.maximum(across, down) / least
    even = (np.abs(sides[:, 0] - sides[:, 2]) < 0.26 * across) & (np.abs(sides[:, 1] - sides[:, 3]) < 0.26 * down)
    large = _areas(corners) > _LEAST_AREA * width * height
    shaped = cut.any(1) | ((ratio >= _RATIOS[0]) & (ratio <= _RATIOS[1]))
    return np.asarray(inside & even & large & shaped & (least > 40))


def _areas(corners: Floats) -> Floats:
    x, y = corners[..., 0], corners[..., 1]
    return np.asarray(np.abs((x * np.roll(y, -1, 1) - y * np.roll(x, -1, 1)).sum(1)) / 2)


def _steadiness(smooth: NDArray[np.float32], starts: Floats, ends: Floats) -> tuple[Floats, Truths, Truths]:
    """For edges from `starts` to `ends`: along which share of each the colour changes alike, and clearly.

    Returns:
        The shares; and whether it does so at the beginning, and at the end.
    """
    along = ends - starts
    normal = np.stack([-along[..., 1], along[..., 0]], -1)
    normal = normal / np.maximum(1e-6, np.linalg.norm(along, axis=-1, keepdims=True)) * _STEP
    at = starts[..., None, :] + np.linspace(0.02, 0.98, _SAMPLES)[:, None] * along[..., None, :]
    change = look(smooth, at + normal[..., None, :]) - look(smooth, at - normal[..., None, :])
    typical = np.median(change, axis=-2)
    size = np.linalg.norm(typical, axis=-1)
    same_way = (change * typical[..., None, :]).sum(-1) / np.maximum(size, 1e-6)[..., None]
    alike = same_way > np.maximum(_LEAST_DIFFERENCE * 0.6, 0.3 * size)[..., None]
    steady = np.where(size < _LEAST_DIFFERENCE, 0.0, alike.mean(-1) * np.minimum(1.0, 0.55 + size / 50))
    return steady, alike[..., :3].sum(-1) >= 2, alike[..., -3:].sum(-1) >= 2


def _lengths(corners: Floats) -> list[float]:
    return [float(np.linalg.norm(corners[(place + 1) % 4] - corners[place])) for place in range(4)]


def differences(smooth: NDArray[np.float32], start: Floats, end: Floats, middle: Floats, *, samples: int = _SAMPLES,
                step: float = _STEP) -> tuple[NDArray[np.float32], NDArray[np.float32]]:  # fmt: skip
    """Colours just inside and just outside of an edge, at `samples` places along it."""
    along = end - start
    normal = np.array([-along[1], along[0]]) / max(1e-6, float(np.linalg.norm(along)))
    if np.dot(middle - start, normal) < 0:
        normal = -normal
    at = start + np.linspace(0.05, 0.95, samples)[:, None] * along
    return look(smooth, at + normal * step), look(smooth, at - normal * step)


def look(smooth: NDArray[np.float32], at: Floats) -> NDArray[np.float32]:
    """The colours at these places; outside of the picture those of its frame."""
    height, width = smooth.shape[:2]
    x = np.clip(np.round(at[..., 0]), 0, width - 1).astype(np.intp)
    y = np.clip(np.round(at[..., 1]), 0, height - 1).astype(np.intp)
    return np.asarray(smooth[y, x])


def _refined(smooth: NDArray[np.float32], corners: Floats, cut: list[bool]) -> Floats:
    """Each side moved to where the change of colour is strongest, by a line through many places along it."""
    lines = []
    for side in range(4):
        start, end = corners[side], corners[(side + 1) % 4]
        lines.append(np.array([start, end]) if cut[side] else _snapped(smooth, start, end))
    moved = np.array([_meetings(lines[place - 1][None], lines[place][None])[0, 0] for place in range(4)])
    return moved if np.abs(moved - corners).max() < 14 else corners


def _snapped(smooth: NDArray[np.float32], start: Floats, end: Floats) -> Floats:
    along = end - start
    length = float(np.linalg.norm(along))
    normal = np.array([-along[1], along[0]]) / length
    places = np.linspace(0.06, 0.94, 40)
    offsets = np.arange(-8, 9)
    at = start + places[:, None] * along
    rows = np.stack([look(smooth, at + normal * offset) for offset in offsets], 1)
    steps = np.linalg.norm(rows[:, 4:] - rows[:, :-4], axis=2)
    peak = offsets[steps.argmax(1) + 2].astype(float)
    strong = steps.max(1) > _LEAST_DIFFERENCE
    if strong.sum() < 12:
        return np.array([start, end])
    slope, level = _fit(places[strong], peak[strong])
    return np.array([start + normal * level, end + normal * (level + slope)])


def _fit(x: Floats, y: Floats) -> tuple[float, float]:
    """A straight line through most of the places: the rest (a finger, a shadow) is left out."""
    keep = np.ones(len(x), bool)
    slope, level = 0.0, float(np.median(y))
    for _ in range(3):
        slope, level = np.polyfit(x[keep], y[keep], 1)
        away = np.abs(slope * x + level - y)
        keep = away <= max(1.0, 1.5 * float(np.median(away)))
    return float(slope), float(level)


def _ordered(corners: Floats) -> Floats:
    """With a longer side on top."""
    top, right, bottom, left = _lengths(corners)
    return corners if top + bottom >= left + right else corners[[3, 0, 1, 2]]
