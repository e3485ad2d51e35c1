"""Reading the machine readable zone from a document seen from above: rows, pitch, characters (ICAO 9303-3, ACC-33).

No text recogniser is needed: the zone has one type, one pitch of 2.54 mm and 37 characters, and check digits that say
whether it was read well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from kontor.contexts.risk.documents import glyphs, mrz

LONG_SIDE = 1250  # pixels of the flattened document that is read
_WIDTHS_MM = {"TD1": 85.6, "TD2": 105.0, "TD3": 125.0}
_PITCH_MM, _TALL_MM, _LINE_MM = 2.54, 2.35, 4.2
_CELL = (22, 30)  # pixels: a character's cell after scaling, one pitch wide
_SHIFTS = [(x, y) for x in (-2, -1, 0, 1, 2) for y in (-3, -2, -1, 0, 1, 2, 3)]
_LEAST_LIKENESS = 0.52  # mean correlation of a zone with its characters
_LEAST_RIGHT = 2  # of the four check digits: fewer, and it is not a zone that was read
_LOOK_ALIKE = {"O": "0", "0": "O", "I": "1", "1": "I", "B": "8", "8": "B", "S": "5", "5": "S", "Z": "2", "2": "Z",
               "G": "6", "6": "G", "Q": "0", "D": "0"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A zone as it was read: its lines, what they say, and how like their characters they look (0 … 1)."""

    lines: tuple[str, ...]
    zone: mrz.Zone
    likeness: float


def read(flat: NDArray[np.uint8], *, today: date) -> Read | None:
    """The zone on `flat`, `LONG_SIDE` pixels wide, whichever way up; None when there is none that can be read."""
    grey = cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY)
    best: Read | None = None
    for turned in (grey, cv2.rotate(grey, cv2.ROTATE_180)):
        for form in ("TD1",) if flat.shape[1] / flat.shape[0] > 1.5 else ("TD3", "TD2"):
            found = _read_form(np.asarray(turned, np.uint8), form, today)
            if found is not None and not found.zone.wrong:
                return found
            if found is not None and (best is None or len(found.zone.wrong) < len(best.zone.wrong)):
                best = found
        if best is not None:
            return best
    return best


def _read_form(grey: NDArray[np.uint8], form: str, today: date) -> Read | None:
    per_mm = LONG_SIDE / _WIDTHS_MM[form]
    count, length = mrz.LINES[form]
    size = int(per_mm * _PITCH_MM * 0.8) | 1
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    top = int(grey.shape[0] * 0.5)
    ink = np.asarray(dark[top:], np.float32)
    rows = _rows(ink, per_mm, count)
    if rows is None:
        return None
    lines, likeness = [], []
    cells = []
    for row in rows:
        half = _TALL_MM * per_mm * 0.72
        strip = ink[max(0, int(row - half)) : int(row + half)]
        grid = _grid(strip, length, per_mm * _PITCH_MM)
        if grid is None:
            return None
        cells.append(_cells(strip, grid, length))
    for number, scores in enumerate(_likenesses(np.concatenate(cells)).reshape(count, length, -1)):
        chosen = np.where(_allowed(form, number), scores, -1.0)
        lines.append("".join(glyphs.ALPHABET[place] for place in chosen.argmax(1)))
        likeness.append(float(chosen.max(1).mean()))
    if min(likeness) < _LEAST_LIKENESS:
        return None
    zone = mrz.parse(lines, today=today)
    if zone is None:
        return None
    if "number" in zone.wrong:
        lines, zone = _mended(lines, zone, form, today)
    if len(zone.wrong) > 4 - _LEAST_RIGHT:
        return None
    return Read(tuple(lines), zone, float(np.mean(likeness)))


def _rows(ink: NDArray[np.float32], per_mm: float, count: int) -> list[float] | None:
    """Middles of the last `count` rows of writing that lie one line apart."""
    width = ink.shape[1]
    profile = np.minimum(ink[:, int(width * 0.08) : int(width * 0.92)], 80).mean(1)
    profile = np.convolve(profile, np.ones(int(_TALL_MM * per_mm)) / int(_TALL_MM * per_mm), "same")
    best: tuple[float, list[float]] | None = None
    between_least = np.minimum.accumulate(profile)  # keeps its length: only used for its last value
    blank = float(np.percentile(profile, 15)) if len(between_least) else 0.0
    for apart in np.linspace(0.86, 1.14, 15) * _LINE_MM * per_mm:
        last = int(len(profile) - 1 - apart * (count - 1))
        if last <= 1:
            continue
        starts = np.arange(last)
        at = (starts[:, None] + apart * np.arange(count)).astype(int)
        between = (starts[:, None] + apart * (np.arange(count - 1) + 0.5)).astype(int)
        score = profile[at].min(1) - profile[between].max(1)
        place = int(score.argmax())
        if best is None or score[place] > best[0]:
            best = float(score[place]), [float(value) for value in at[place]]
    if best is None or best[0] < 0.25 * max(2.0, float(profile.max()) - blank):
        return None
    return best[1]


def _grid(strip: NDArray[np.float32], length: int, nominal: float) -> tuple[float, float] | None:
    """Where the first cell begins and how wide cells are: as little ink as can be on the lines between them."""
    columns = np.minimum(strip, 80).mean(0)
    columns = np.convolve(columns, np.ones(3) / 3, "same")
    total = np.concatenate([[0.0], np.cumsum(columns)])
    width = len(columns)
    best: tuple[float, float, float] | None = None
    for pitch in nominal * np.linspace(0.94, 1.06, 49):
        span = pitch * length
        starts = np.arange(0.0, max(1.0, width - span), 1.5)
        lines = starts[:, None] + pitch * np.arange(length + 1)
        middles = lines[:, :-1] + pitch / 2
        on = columns[np.minimum(lines + 0.5, width - 1).astype(np.intp)].mean(1)
        mid = columns[np.minimum(middles + 0.5, width - 1).astype(np.intp)]
        end = np.minimum(starts + span, width - 1).astype(int)
        inside = (total[end] - total[starts.astype(int)]) / span
        score = inside + 0.5 * np.minimum(mid, inside[:, None] * 1.5).mean(1) - 2.2 * on
        place = int(score.argmax())
        if best is None or score[place] > best[0]:
            best = float(score[place]), float(starts[place]), float(pitch)
    return best[1:] if best is not None else None


def _cells(strip: NDArray[np.float32], grid: tuple[float, float], length: int) -> NDArray[np.float32]:
    """The characters' cells, each with its ink in the middle of its height."""
    start, pitch = grid
    wide, tall = _CELL
    zoom = wide / pitch
    matrix = np.array([[zoom, 0, -start * zoom], [0, zoom, 0]], np.float32)
    rows = round(strip.shape[0] * zoom)
    scaled = cv2.warpAffine(strip, matrix, (wide * length, rows), flags=cv2.INTER_AREA)
    found = np.zeros((length, tall + 6, wide + 4), np.float32)
    padded = cv2.copyMakeBorder(scaled, tall, tall, 2, 2, cv2.BORDER_CONSTANT, value=0)
    around = 3  # characters whose common height tells where a line runs at a place
    for place in range(length):
        left, right = max(0, place - around) * wide, (place + around + 1) * wide
        piece = np.minimum(scaled[:, left:right], 60).sum(1)
        middle = _middle(piece, tall * 0.72)
        top = round(middle + tall - (tall + 6) / 2)
        found[place] = padded[top : top + tall + 6, place * wide : place * wide + wide + 4]
    return found


def _middle(ink: NDArray[np.float32], tall: float) -> float:
    """The middle of the window of a character's height that holds most ink."""
    window = np.ones(max(1, int(tall)))
    held = np.convolve(ink, window, "same")
    top = np.flatnonzero(held >= held.max() * 0.995)
    return float(top.mean())


@lru_cache(maxsize=1)
def _templates() -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Normalised pictures of the characters in several widths and weights of print, and which they are."""
    wide, tall = _CELL
    zoom = 4
    pictures, which = [], []
    for number, sign in enumerate(glyphs.ALPHABET):
        for width in (0.50, 0.57, 0.64):
            for height in (0.66, 0.74):
                for weight in (0.10, 0.15):
                    big = np.zeros((tall * zoom, wide * zoom), np.uint8)
                    box = (wide * zoom * width, tall * zoom * height)
                    corner = ((wide * zoom - box[0]) / 2, (tall * zoom - box[1]) / 2)
                    glyphs.draw(big, sign, corner, box, weight=weight * wide * zoom, colour=255)
                    small = cv2.resize(cv2.GaussianBlur(big, (0, 0), zoom * 0.8), _CELL, interpolation=cv2.INTER_AREA)
                    pictures.append(_normal(small.astype(np.float32).reshape(1, -1))[0])
                    which.append(number)
    return np.array(pictures, np.float32), np.array(which)


def _normal(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = rows - rows.mean(1, keepdims=True)
    return np.asarray(centred / np.maximum(1e-3, np.linalg.norm(centred, axis=1, keepdims=True)), np.float32)


def _likenesses(cells: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each cell, how like each character of the alphabet it looks (correlation), at its best place."""
    wide, tall = _CELL
    pictures, which = _templates()
    soft = np.array([cv2.GaussianBlur(cell, (0, 0), 0.7) for cell in np.minimum(cells, 110)])
    best = np.full((len(cells), len(pictures)), -1.0, np.float32)
    for x, y in _SHIFTS:
        piece = soft[:, 3 + y : 3 + y + tall, 2 + x : 2 + x + wide].reshape(len(cells), -1)
        np.maximum(best, _normal(piece) @ pictures.T, out=best)
    found = np.full((len(cells), len(glyphs.ALPHABET)), -1.0, np.float32)
    for number in range(len(glyphs.ALPHABET)):
        found[:, number] = best[:, which == number].max(1)
    return found


@lru_cache(maxsize=8)
def _allowed(form: str, line: int) -> NDArray[np.bool_]:
    """Which characters of the alphabet can stand at each place of a line."""
    places = range(mrz.LINES[form][1])
    return np.array([[_may(form, line, place, sign) for sign in glyphs.ALPHABET] for place in places])


def _may(form: str, line: int, place: int, sign: str) -> bool:
    """Whether `sign` can stand there (ICAO 9303 parts 4 to 6)."""
    kind = _kinds(form)[line][place]
    if kind == "a":
        return not sign.isdigit()
    if kind == "n":
        return sign.isdigit()
    if kind == "c":
        return sign.isdigit() or sign == "<"
    if kind == "s":
        return sign in "FMX<"
    return True


@lru_cache(maxsize=3)
def _kinds(form: str) -> tuple[str, ...]:
    """Per line: a letters, n digits, c a digit or the filler, s the sex, * anything."""
    if form == "TD1":
        return "aaaaa" + "*" * 9 + "c" + "*" * 15, "nnnnnnnsnnnnnnnaaa" + "*" * 11 + "n", "a" * 30
    tail = "*" * 14 + "cn" if form == "TD3" else "*" * 7 + "n"
    return "a" * mrz.LINES[form][1], "*" * 9 + "caaannnnnnnsnnnnnnn" + tail


def _mended(lines: list[str], zone: mrz.Zone, form: str, today: date) -> tuple[list[str], mrz.Zone]:
    """The same with one look-alike of the number exchanged, if its check digit holds then."""
    row, start = (0, 5) if form == "TD1" else (1, 0)
    for place in range(start, start + 9):
        other = _LOOK_ALIKE.get(lines[row][place])
        if other is None:
            continue
        tried = [*lines]
        tried[row] = lines[row][:place] + other + lines[row][place + 1 :]
        again = mrz.parse(tried, today=today)
        if again is not None and not {"number", "whole"} & set(again.wrong):
            return tried, again
    return lines, zone
