"""A photo of a document: table, perspective, light, lens, sensor, JPEG."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image

FIT, JUDGE = "fit", "judge"  # two worlds: other tables, other light, other sensors, other print


@dataclass
class Shot:
    """How a picture is taken. Lengths that belong to the document are in millimetres of it.

    Attributes:
        fill: width of the document as a share of the picture's.
        tilt: how far the corners move, as a share of the document.
        turn: degrees.
        shift: of the document's middle, as shares of the picture.
        light: factor of exposure.
        noise: standard deviation of the sensor in grey levels.
        blur: standard deviation of the lens in millimetres; `streak`: length of a shaken exposure in millimetres.
    """

    size: tuple[int, int] = (1600, 1200)
    fill: float = 0.75
    tilt: float = 0.02
    turn: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    light: float = 1.0
    noise: float = 2.0
    blur: float = 0.04
    streak: float = 0.0
    streak_angle: float = 0.0
    quality: int = 88
    world: str = FIT
    extra: dict[str, object] = field(default_factory=dict)


@dataclass
class Scene:
    """A picture in the making: pixels as light (float), and where the document's corners are."""

    picture: np.ndarray
    corners: np.ndarray
    per_mm: float


def arrange(rng: np.random.Generator, paper: np.ndarray, width_mm: float, shot: Shot) -> Scene:
    """Lay `paper` on a table and look at it."""
    width, height = shot.size
    table = ground(rng, width, height, shot.world)
    corners = _corners(rng, paper, shot)
    tall, wide = paper.shape[:2]
    flat = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    per_mm = shot.fill * width / width_mm
    source = paper
    shrink = per_mm / 12
    if shrink < 0.8:
        source = cv2.GaussianBlur(paper, (0, 0), 0.45 / shrink)
    seen = cv2.warpPerspective(source, matrix, (width, height), flags=cv2.INTER_LINEAR).astype(np.float32)
    mask = np.zeros((tall, wide), np.uint8)
    radius = 36 if wide < 1300 else 20
    cv2.rectangle(mask, (radius, 0), (wide - radius, tall), 255, -1)
    cv2.rectangle(mask, (0, radius), (wide, tall - radius), 255, -1)
    for x in (radius, wide - radius - 1):
        for y in (radius, tall - radius - 1):
            cv2.circle(mask, (x, y), radius, 255, -1)
    inside = cv2.warpPerspective(mask, matrix, (width, height), flags=cv2.INTER_LINEAR)[..., None] / np.float32(255)
    fall = int(rng.integers(2, 9))
    shadow = cv2.GaussianBlur(np.roll(inside[..., 0], (fall, fall), (0, 1)), (0, 0), fall)[..., None]
    picture = table * (1 - 0.35 * shadow)
    picture = picture * (1 - inside) + seen * inside
    return Scene(picture, corners, per_mm)


def _corners(rng: np.random.Generator, paper: np.ndarray, shot: Shot) -> np.ndarray:
    width, height = shot.size
    wide = shot.fill * width
    tall = wide * paper.shape[0] / paper.shape[1]
    box = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    box = box + rng.uniform(-1, 1, (4, 2)) * shot.tilt * wide
    angle = np.deg2rad(shot.turn)
    turned = box @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    middle = np.array([width * (0.5 + shot.shift[0]), height * (0.5 + shot.shift[1])])
    return np.asarray(turned + middle)


def ground(rng: np.random.Generator, width: int, height: int, world: str) -> np.ndarray:
    """What the document lies on."""
    kind = str(
        rng.choice(["wood", "stone", "cloth", "plain"] if world == FIT else ["tiles", "leather", "desk", "checks"])
    )
    tone = np.array(cv2.cvtColor(np.array([[[rng.uniform(0, 180), rng.uniform(20, 140), rng.uniform(35, 165)]]],
                                          np.uint8), cv2.COLOR_HSV2BGR)[0, 0], np.float32)  # fmt: skip
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if kind == "wood":
        bend = _cloud(rng, width, height, 6) * 60
        grain = np.sin((y + bend) / rng.uniform(6, 16)) * 10 + _cloud(rng, width, height, 40) * 14
    elif kind == "stone":
        grain = _cloud(rng, width, height, 90) * 26 + _cloud(rng, width, height, 12) * 16
    elif kind == "cloth":
        step = rng.uniform(5, 9)
        grain = np.sin(x / step * 6.28) * 7 + np.sin(y / step * 6.28) * 7 + _cloud(rng, width, height, 60) * 8
    elif kind == "tiles":
        side = rng.uniform(160, 420)
        joint = ((x + rng.uniform(0, side)) % side < 7) | ((y + rng.uniform(0, side)) % side < 7)
        grain = np.where(joint, -32.0, 0.0) + _cloud(rng, width, height, 20) * 10
    elif kind == "leather":
        grain = np.abs(_cloud(rng, width, height, 130)) * 34 - 12
    elif kind == "checks":
        side = rng.uniform(60, 150)
        grain = (((x // side) + (y // side)) % 2) * rng.uniform(16, 36) + _cloud(rng, width, height, 100) * 6
    else:
        grain = _cloud(rng, width, height, 3) * 12
    return np.clip(tone[None, None] + grain[..., None], 0, 255).astype(np.float32)


def _cloud(rng: np.random.Generator, width: int, height: int, cells: int) -> np.ndarray:
    small = rng.normal(0, 1, (max(2, cells * height // width), cells)).astype(np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def expose(rng: np.random.Generator, scene: Scene, shot: Shot) -> np.ndarray:
    """Light, lens and sensor: from the scene to the pixels that a camera gives."""
    height, width = scene.picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if shot.world == FIT:
        angle = rng.uniform(0, 6.28)
        slope = (np.cos(angle) * (x / width - 0.5) + np.sin(angle) * (y / height - 0.5)) * rng.uniform(0, 0.45)
        light = 0.92 + slope
    else:
        radius = np.hypot(x / width - rng.uniform(0.3, 0.7), y / height - rng.uniform(0.3, 0.7))
        light = 1.0 - rng.uniform(0.1, 0.5) * radius**2
        if rng.random() < 0.5:  # the edge of a shadow across the table
            edge = np.cos(a := rng.uniform(0, 6.28)) * (x - width / 2) + np.sin(a) * (y - height / 2)
            light = light * (1 - rng.uniform(0.15, 0.4) / (1 + np.exp(-(edge - rng.uniform(-200, 200)) / 25)))
    cast = 1 + rng.uniform(-0.07, 0.07, 3) * (1 if shot.world == FIT else 1.3)
    picture = scene.picture * light[..., None] * cast.astype(np.float32) * np.float32(shot.light)
    if shot.blur > 0:
        picture = cv2.GaussianBlur(picture, (0, 0), max(0.3, shot.blur * scene.per_mm))
    if shot.streak > 0:
        picture = cv2.filter2D(picture, -1, _streak(shot.streak * scene.per_mm, shot.streak_angle))
    return sense(rng, picture, shot)


def sense(rng: np.random.Generator, picture: np.ndarray, shot: Shot) -> np.ndarray:
    """The sensor's noise and what a phone makes of it."""
    noise = _grain(rng, picture.shape)
    strength = shot.noise * (0.6 + 0.4 * np.sqrt(np.clip(picture, 0, 255) / 128))
    noisy = picture + noise * strength
    if shot.world == JUDGE:
        noisy = cv2.GaussianBlur(noisy, (0, 0), 0.55)  # a phone smooths its noise
    return np.clip(noisy, 0, 255).astype(np.uint8)


@lru_cache(maxsize=1)
def _pool() -> np.ndarray:
    rng = np.random.default_rng(99)
    pool = rng.standard_normal((1400, 1400, 1), np.float32) * 0.8
    return pool + rng.standard_normal((1400, 1400, 3), np.float32) * 0.6


def _grain(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Noise of a sensor: most of it grey, some of it coloured. Cut from a pool, for speed."""
    height, width = shape[:2]
    x, y = rng.integers(0, 200, 2)
    times = (-(-height // 1200), -(-width // 1200), 1)
    return np.tile(_pool()[y : y + 1200, x : x + 1200], times)[:height, :width]


def _streak(length: float, angle: float) -> np.ndarray:
    side = int(length) * 2 + 3
    kernel = np.zeros((side, side), np.float32)
    middle = side // 2
    end = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    first, last = (tuple(np.round(middle + way * end).astype(int).tolist()) for way in (-1, 1))
    cv2.line(kernel, first, last, 1.0, 1, cv2.LINE_AA)
    return kernel / kernel.sum()


def jpeg(picture: np.ndarray, quality: int = 88, exif: bytes = b"") -> bytes:
    """The file that a phone sends."""
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def png(picture: np.ndarray) -> bytes:
    """The file that a screenshot is."""
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).save(out, "PNG")
    return out.getvalue()
