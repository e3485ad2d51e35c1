"""What is wrong with a picture of one side of a document, and what its machine readable zone says (ACC-33)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import cv2
import numpy as np
from numpy.typing import NDArray

from kontor.contexts.risk.documents import cover, flatten, mrz, outline, policy, reading, screens, sharpness, writing
from kontor.contexts.risk.documents.faults import Fault

_LONG_SIDE = 1000  # pixels of the flattened document on which sharpness, light and writing are measured
_CARD_RATIO = 1.5  # above it a card of 85.6 mm (TD1), below it a page of 105 or 125 mm
_CARD_MM, _PAGE_MM = 85.6, 115.0
_SAMPLED = 0.6  # pixels of the picture: how wide the sharpest edge is when it is sampled and flattened
_BURNT = 250  # of 255, in all three colours
_EMPTY_LIGHT = 60  # of 255: nine tenths of a picture are darker than this, and nothing was found in it
_BARS = 0.10  # of the rows: upper and lower bars of an application
_LEAST_SIDE = 200  # pixels of the shorter side of a picture that is looked at
_MARGIN = 20  # pixels of the flattened document that may be table
_SCREEN_RATIOS = (16 / 9, 19.5 / 9, 20 / 9, 18 / 9, 16 / 10, 21 / 9)
_WEAK_FLAT = 0.5  # of the limit: enough when the file has a screen's shape and names no camera


@dataclass(frozen=True, slots=True)
class Verdict:
    """The automatic findings about one picture.

    Attributes:
        faults: what is wrong, the most telling first; none for an acceptable picture.
        measured: values by name, for the reviewer: millimetres, shares, pixels.
        zone: the machine readable zone, where one was read.
        likeness: how like its characters the zone looked, 0 … 1.
        trace: 64 bits that tell this side from another one.
    """

    faults: tuple[Fault, ...]
    measured: dict[str, float] = field(default_factory=dict)
    zone: mrz.Zone | None = None
    likeness: float = 0.0
    trace: int = 0


def examine(pixels: NDArray[np.uint8], *, today: date, camera: bool = False) -> Verdict:
    """Look at `pixels` (BGR, upright); `camera`: the file named one."""
    height, width = pixels.shape[:2]
    measured: dict[str, float] = {"width": width, "height": height}
    if min(height, width) < _LEAST_SIDE:
        return Verdict((Fault.TOO_SMALL,), measured)
    found = set(_of_screenshots(pixels, measured, camera=camera))
    lie = outline.find(pixels)
    if lie is None:
        light = float(np.percentile(pixels[::8, ::8].max(2), 90))
        measured["light"] = light
        found.add(Fault.TOO_DARK if light < _EMPTY_LIGHT else Fault.NOT_DOCUMENT)
        return Verdict(_ordered(found), measured)
    flat = flatten.flattened(pixels, lie, long_side=_LONG_SIDE)
    found |= _of_place(pixels, lie, measured) | _of_surface(flat, lie, measured)
    measured["covered"] = cover.covered_share(pixels, lie)
    if 100 * measured["covered"] > policy.MOST_COVERED.decimal():
        found.add(Fault.COVERED)
    trace = _trace(flat)
    if found:
        return Verdict(_ordered(found), measured, trace=trace)
    read = reading.read(flatten.flattened(pixels, lie, long_side=reading.LONG_SIDE), today=today)
    if read is None:
        return Verdict((), measured, trace=trace)
    faults = (Fault.EXPIRED,) if mrz.expired(read.zone, today=today) else ()
    return Verdict(faults, measured, read.zone, read.likeness, trace)


def _ordered(found: set[Fault]) -> tuple[Fault, ...]:
    return tuple(fault for fault in Fault if fault in found)


def _of_screenshots(pixels: NDArray[np.uint8], measured: dict[str, float], *, camera: bool) -> set[Fault]:
    flatness = screens.flatness(pixels)
    measured["flat"], measured["bars"] = flatness.share, flatness.bars
    most = float(policy.MOST_FLAT.decimal()) / 100
    height, width = pixels.shape[:2]
    ratio = max(height, width) / min(height, width)
    shaped = not camera and min(abs(ratio - known) for known in _SCREEN_RATIOS) < 0.01
    if flatness.share > most or flatness.bars > _BARS or (shaped and flatness.share > _WEAK_FLAT * most):
        return {Fault.SCREENSHOT}
    return set()


def _of_place(pixels: NDArray[np.uint8], lie: outline.Outline, measured: dict[str, float]) -> set[Fault]:
    """What its size and place in the picture say, and the structure that lies over it."""
    found = set()
    height, width = pixels.shape[:2]
    measured["long_side"], measured["cut"] = lie.long_side, lie.cut
    if lie.cut or flatten.near_frame(lie, width, height):
        found.add(Fault.CROPPED)
    if lie.long_side < policy.LEAST_LENGTH.int():
        found.add(Fault.TOO_SMALL)
    left, top = np.maximum(lie.corners.min(0), 0).astype(int)
    right, bottom = np.minimum(lie.corners.max(0), (width, height)).astype(int)
    grey = np.asarray(cv2.cvtColor(pixels[top:bottom, left:right], cv2.COLOR_BGR2GRAY), np.uint8)
    grid = screens.grid(grey, (0, 0, grey.shape[1], grey.shape[0]))
    measured["grid"], measured["grid_usual"] = grid.strength, grid.usual
    if grid.strength > policy.MOST_GRID.decimal():
        found.add(Fault.SCREEN)
    return found


def _of_surface(flat: NDArray[np.uint8], lie: outline.Outline, measured: dict[str, float]) -> set[Fault]:
    """What the flattened document itself shows."""
    found = set()
    inner = flat[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    per_mm = _LONG_SIDE / (_CARD_MM if lie.ratio > _CARD_RATIO else _PAGE_MM)
    measured["light"] = float(np.percentile(inner.max(2), 75))
    sampled = _SAMPLED * _LONG_SIDE / lie.long_side
    measured["blur"] = float(np.sqrt(max(0.0, sharpness.edge_width(flat) ** 2 - sampled**2)) / per_mm)
    measured["letters"] = writing.letters(flat)
    burnt = (inner.min(2) >= _BURNT).astype(np.uint8)
    burnt = np.asarray(cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)))
    measured["glare"] = float(burnt.mean())
    if measured["light"] < policy.LEAST_LIGHT.int():
        return {Fault.TOO_DARK}
    if 100 * measured["glare"] > policy.MOST_GLARE.decimal():
        found.add(Fault.GLARE)
    if measured["blur"] > policy.MOST_BLUR.decimal():
        found.add(Fault.BLURRED)
    if measured["letters"] < policy.LEAST_LETTERS.int() and not found:
        found.add(Fault.NOT_DOCUMENT)
    return found


def _trace(flat: NDArray[np.uint8]) -> int:
    """Which of 8 × 8 neighbours is brighter: nearly the same for two pictures of one side."""
    grey = cv2.cvtColor(cv2.resize(flat, (9, 8), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY).astype(int)
    bits = (grey[:, 1:] > grey[:, :-1]).ravel()
    return int("".join("1" if bit else "0" for bit in bits), 2)
