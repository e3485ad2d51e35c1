"""A sea chart of a parcel's way: countries as points on a graticule, the way as arcs. No land is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

# Longitude and latitude, in degrees, of where parcels of a country usually pass.
PLACES: dict[str, tuple[int, int]] = {
    "AE": (55, 25), "AL": (20, 41), "AM": (45, 40), "AR": (-58, -35), "AT": (16, 48), "AU": (151, -34), "AZ": (50, 40),
    "BA": (18, 44), "BD": (90, 24), "BE": (5, 51), "BG": (23, 43), "BH": (51, 26), "BO": (-66, -17), "BR": (-47, -23),
    "BY": (28, 54), "CA": (-79, 44), "CH": (8, 47), "CL": (-71, -33), "CM": (10, 4), "CN": (114, 23), "CO": (-74, 5),
    "CR": (-84, 10), "CY": (33, 35), "CZ": (14, 50), "DE": (9, 50), "DK": (12, 56), "DO": (-70, 18), "DZ": (3, 36),
    "EC": (-80, -2), "EE": (25, 59), "EG": (31, 30), "ES": (-4, 40), "ET": (39, 9), "FI": (25, 60), "FR": (2, 49),
    "GB": (0, 51), "GE": (45, 42), "GH": (0, 6), "GR": (24, 38), "GT": (-90, 15), "HK": (114, 22), "HR": (16, 46),
    "HU": (19, 47), "ID": (107, -6), "IE": (-6, 53), "IL": (35, 32), "IN": (77, 29), "IS": (-22, 64), "IT": (9, 45),
    "JO": (36, 32), "JP": (140, 36), "KE": (37, -1), "KG": (75, 43), "KH": (105, 12), "KR": (127, 37), "KW": (48, 29),
    "KZ": (77, 43), "LB": (35, 34), "LK": (80, 7), "LT": (25, 55), "LU": (6, 50), "LV": (24, 57), "MA": (-8, 34),
    "MD": (29, 47), "ME": (19, 42), "MK": (21, 42), "MN": (107, 48), "MT": (14, 36), "MX": (-99, 19), "MY": (102, 3),
    "NG": (3, 6), "NL": (5, 52), "NO": (11, 60), "NZ": (175, -37), "OM": (58, 24), "PA": (-79, 9), "PE": (-77, -12),
    "PH": (121, 15), "PK": (67, 25), "PL": (21, 52), "PT": (-9, 39), "PY": (-58, -25), "QA": (51, 25), "RO": (26, 44),
    "RS": (20, 45), "RU": (37, 56), "SA": (47, 25), "SE": (18, 59), "SG": (104, 1), "SI": (15, 46), "SK": (17, 48),
    "SN": (-17, 15), "TH": (100, 14), "TN": (10, 37), "TR": (29, 41), "TW": (121, 25), "TZ": (39, -7), "UA": (30, 50),
    "US": (-74, 41), "UY": (-56, -35), "UZ": (69, 41), "VE": (-67, 10), "VN": (106, 21), "ZA": (28, -26),
}  # fmt: skip

WIDTH, HEIGHT = 720, 260
_EDGE = 48  # room round the way, in units of the drawing
_LEAST_SPAN = 24  # degrees: two neighbours do not fill the chart
_FULL, _HALF = 360, 180


class Stop(Protocol):
    """What is drawn of a hop."""

    @property
    def country(self) -> str: ...
    @property
    def reached(self) -> bool: ...
    @property
    def here(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int
    country: str
    reached: bool
    here: bool
    anchor: str  # of its words: start, middle, end
    below: bool  # whether its words stand below it


@dataclass(frozen=True, slots=True)
class Leg:
    path: str
    done: bool


@dataclass(frozen=True, slots=True)
class SeaChart:
    """The drawing: points, the legs between them, and the lines of the graticule."""

    width: int
    height: int
    points: tuple[Point, ...]
    legs: tuple[Leg, ...]
    meridians: tuple[int, ...]
    parallels: tuple[int, ...]


def draw(hops: Sequence[Stop]) -> SeaChart | None:
    """The chart of `hops`; None when a country has no known place or there is no way to draw."""
    if len(hops) < 2 or any(hop.country not in PLACES for hop in hops):  # noqa: PLR2004  (a way has two ends)
        return None
    spots = _unrolled([PLACES[hop.country] for hop in hops])
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    scale = min((WIDTH - 2 * _EDGE) / max(east - west, _LEAST_SPAN), (HEIGHT - 2.4 * _EDGE) / max(north - south, 12))
    middle, height = (west + east) / 2, (south + north) / 2

    def place(lon: float, lat: float) -> tuple[int, int]:
        return round(WIDTH / 2 + (lon - middle) * scale), round(HEIGHT * 0.55 - (lat - height) * scale)

    at = [place(*spot) for spot in spots]
    points = tuple(_point(hop, x, y, at) for hop, (x, y) in zip(hops, at, strict=True))
    legs = tuple(Leg(_arc(start, end), hops[index + 1].reached) for index, (start, end) in enumerate(pairwise(at)))
    step = next(each for each in (5, 10, 15, 30, 45) if each * scale >= 40 or each == 45)  # noqa: PLR2004
    columns = range(int((middle - _FULL / 2) // step) * step, int(middle + _FULL / 2), step)
    return SeaChart(
        WIDTH, HEIGHT, points, legs,
        meridians=tuple(x for x in (place(lon, 0)[0] for lon in columns) if 0 < x < WIDTH),
        parallels=tuple(y for y in (place(0, lat)[1] for lat in range(-90, 91, step)) if 0 < y < HEIGHT),
    )  # fmt: skip


def _unrolled(spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longitudes counted on from the first, so that the way over the Pacific is drawn as one."""
    found = [spots[0]]
    for lon, lat in spots[1:]:
        turned = lon
        while turned - found[-1][0] > _HALF:
            turned -= _FULL
        while turned - found[-1][0] < -_HALF:
            turned += _FULL
        found.append((turned, lat))
    return found


def _arc(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A flat arc that bows to the north, as great circles do on northern charts."""
    (x1, y1), (x2, y2) = start, end
    lift = min(70, max(14, abs(x2 - x1) // 5))
    return f"M{x1} {y1}Q{(x1 + x2) // 2} {(y1 + y2) // 2 - lift} {x2} {y2}"


def _point(hop: Stop, x: int, y: int, others: Sequence[tuple[int, int]]) -> Point:
    """A point with its words on the side where they are in nobody's way."""
    anchor = "start" if x < WIDTH * 0.2 else "end" if x > WIDTH * 0.8 else "middle"
    crowded = any(0 < abs(ox - x) < 110 and abs(oy - y) < 34 and ox < x for ox, oy in others)  # noqa: PLR2004
    return Point(x, y, hop.country, hop.reached, hop.here, anchor, below=not crowded)
