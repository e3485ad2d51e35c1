"""Signs that a picture is not of a document but of a screen that shows one, or a copy of a screen (ACC-33)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_PATCH = 256  # pixels
_LOWEST, _HIGHEST = 0.18, 0.49  # cycles a pixel in which the grid of a screen's pixels is looked for
_SQUARE = 0.12  # the two frequencies of a grid of square pixels differ by no more, seen a little from aside
_BLOCK = 8  # pixels: JPEG's, whose own frequencies are left out
_EXACT = 1  # grey levels


@dataclass(frozen=True, slots=True)
class Flatness:
    """How much of a picture no camera can have made.

    Attributes:
        share: of the picture that is exactly of one and the same grey over blocks and their neighbours. A smooth table
            may be flat in places too, but in many greys.
        bars: share of the picture's rows, at its upper and lower end, that are of one colour from side to side.
    """

    share: float
    bars: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Regular fine structure.

    Attributes:
        strength: how far its frequencies stand out (natural logarithm of the amplitude, above the surroundings), in
            the lower quarter of the places looked at: writing and guilloches make peaks too, but not everywhere.
        usual: the same at half of the places.
    """

    strength: float
    usual: float


def grid(grey: NDArray[np.uint8], box: tuple[int, int, int, int]) -> Grid:
    """The pixel grid of a photographed screen, looked for at places inside `box` (left, top, right, bottom)."""
    left, top, right, bottom = box
    patch = min(_PATCH, right - left, bottom - top)
    if patch < _PATCH // 2:
        return Grid(0.0, 0.0)
    window = np.outer(np.hanning(patch), np.hanning(patch)).astype(np.float32)
    frequency = np.fft.fftfreq(patch).astype(np.float32)
    fy, fx = np.meshgrid(frequency, frequency[: patch // 2 + 1], indexing="ij")
    fx = np.abs(fx)
    radius = np.hypot(fx, fy)
    ring = (radius > _LOWEST) & (radius < _HIGHEST)
    for axis, other in ((fx, fy), (fy, fx)):  # what JPEG's blocks make
        on_axis = np.abs(other) < 2.5 / patch
        ring &= ~(on_axis & (np.abs(np.abs(axis) * _BLOCK - np.round(np.abs(axis) * _BLOCK)) < 2.0 * _BLOCK / patch))
    strengths = []
    for y in np.linspace(top, bottom - patch, 3).astype(int):
        for x in np.linspace(left, right - patch, 4).astype(int):
            piece = grey[y : y + patch, x : x + patch].astype(np.float32)
            spectrum = np.log(np.abs(np.fft.rfft2((piece - piece.mean()) * window)) + 1.0).astype(np.float32)
            strengths.append(_second_peak(spectrum, ring, fx, fy))
    return Grid(float(np.percentile(strengths, 25)), float(np.median(strengths)))


def _second_peak(
    spectrum: NDArray[np.float32], ring: NDArray[np.bool_], fx: NDArray[np.float32], fy: NDArray[np.float32]
) -> float:
    """How far the weaker of the two peaks stands out that lie at right angles to each other: a grid has both."""
    around = cv2.blur(spectrum, (17, 17))
    out = np.where(ring, spectrum - around, -9.0)
    strongest = int(out.argmax())
    angle = np.arctan2(fy, fx)
    first = angle.flat[strongest]
    apart = np.abs((angle - first + np.pi / 2) % np.pi - np.pi / 2)  # 0 … π/2
    size = np.hypot(fx, fy)
    alike = np.abs(size - size.flat[strongest]) < _SQUARE * size.flat[strongest]
    crossing = out[(apart > np.pi / 3) & alike]
    return float(min(out.flat[strongest], crossing.max())) if crossing.size else 0.0


def flatness(picture: NDArray[np.uint8]) -> Flatness:
    """What of `picture` is flatter than any camera sees."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    height, width = (side // _BLOCK * _BLOCK for side in grey.shape)
    blocks = grey[:height, :width].reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    least, most = blocks.min((1, 3)).astype(np.int16), blocks.max((1, 3)).astype(np.int16)
    level = most - least <= 0
    same = np.zeros_like(level)
    same[:-1, :-1] = (
        level[:-1, :-1]
        & (np.abs(least[1:, :-1] - least[:-1, :-1]) < _EXACT)
        & (np.abs(least[:-1, 1:] - least[:-1, :-1]) < _EXACT)
    )
    spans = grey.max(1).astype(np.int16) - grey.min(1)
    rows = spans <= _EXACT
    third = len(rows) // 3
    bars = (rows[:third].sum() + rows[-third:].sum()) / len(rows)
    share = np.bincount(least[same], minlength=1).max() / same.size
    return Flatness(float(share), float(bars))
