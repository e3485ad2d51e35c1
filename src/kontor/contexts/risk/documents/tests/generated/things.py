"""What happens to a scene before the shutter: reflections, fingers, things that lie on the document."""

from __future__ import annotations

import cv2
import numpy as np

from kontor.contexts.risk.documents.tests.generated.scenes import Scene


def glare(rng: np.random.Generator, scene: Scene, *, share: float) -> None:
    """A lamp's reflection: a burnt core of `share` of the document, with a halo."""
    area = cv2.contourArea(scene.corners.astype(np.float32)) * share
    ratio = float(rng.uniform(0.4, 1.0))
    long = np.sqrt(area / np.pi / ratio)
    weights = rng.dirichlet((2, 2, 2, 2))
    middle = weights @ scene.corners * 0.8 + scene.corners.mean(0) * 0.2
    height, width = scene.picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 3.14)
    along = (x - middle[0]) * np.cos(angle) + (y - middle[1]) * np.sin(angle)
    across = -(x - middle[0]) * np.sin(angle) + (y - middle[1]) * np.cos(angle)
    radius = np.sqrt((along / long) ** 2 + (across / (long * ratio)) ** 2)
    light = np.where(radius < 1, 460.0, 460.0 * np.exp(-((radius - 1) ** 2) * 4)).astype(np.float32)
    scene.picture += light[..., None]


def finger(rng: np.random.Generator, scene: Scene, *, depth_mm: float) -> None:
    """A finger or thumb that comes over an edge and reaches `depth_mm` into the document."""
    edge = int(rng.integers(0, 4))
    start, end = scene.corners[edge], scene.corners[(edge + 1) % 4]
    at = start + (end - start) * rng.uniform(0.15, 0.85)
    inward = scene.corners.mean(0) - at
    inward = inward / np.linalg.norm(inward)
    thick = float(rng.uniform(13, 19)) * scene.per_mm
    tip = at + inward * (depth_mm * scene.per_mm - thick / 2)
    tail = at - inward * 900
    skin = np.array(cv2.cvtColor(np.array([[[rng.uniform(5, 16), rng.uniform(60, 140), rng.uniform(70, 225)]]],
                                          np.uint8), cv2.COLOR_HSV2BGR)[0, 0], np.float32)  # fmt: skip
    height, width = scene.picture.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    cv2.line(mask, _point(tip), _point(tail), 255, max(2, round(thick)), cv2.LINE_AA)
    soft = cv2.GaussianBlur(mask, (0, 0), 1.2).astype(np.float32) / 255
    round_ = cv2.GaussianBlur(mask, (0, 0), thick / 5).astype(np.float32) / 255
    tone = skin * (0.55 + 0.5 * round_[..., None]) + rng.normal(0, 2.5, (height, width, 1)).astype(np.float32)
    nail = np.zeros((height, width), np.uint8)
    cv2.ellipse(nail, _point(tip - inward * thick * 0.02), (round(thick * 0.3), round(thick * 0.24)),
                float(np.degrees(np.arctan2(inward[1], inward[0]))), 0, 360, 255, -1, cv2.LINE_AA)  # fmt: skip
    tone = tone + nail[..., None].astype(np.float32) / 255 * 18
    dark = cv2.GaussianBlur(mask, (0, 0), 6).astype(np.float32)[..., None] / 255
    scene.picture *= 1 - 0.3 * dark
    scene.picture[:] = scene.picture * (1 - soft[..., None]) + tone * soft[..., None]


def thing(rng: np.random.Generator, scene: Scene, *, share: float) -> None:
    """A pen, a coin, another card: something that lies over an edge and hides `share` of the document."""
    height, width = scene.picture.shape[:2]
    side = np.sqrt(cv2.contourArea(scene.corners.astype(np.float32)) * share)
    edge = int(rng.integers(0, 4))
    at = scene.corners[edge] + (scene.corners[(edge + 1) % 4] - scene.corners[edge]) * rng.uniform(0.1, 0.9)
    inward = scene.corners.mean(0) - at
    inward = inward / np.linalg.norm(inward)
    mask = np.zeros((height, width), np.uint8)
    box = cv2.boxPoints((tuple((at + inward * side * 0.1).tolist()), (float(side * 1.7), float(side * 1.5)),
                         float(rng.uniform(0, 90))))  # fmt: skip
    cv2.fillConvexPoly(mask, box.astype(np.int32), 255, cv2.LINE_AA)
    tone = rng.uniform(10, 200, 3).astype(np.float32)
    soft = cv2.GaussianBlur(mask, (0, 0), 1.0).astype(np.float32)[..., None] / 255
    scene.picture *= 1 - 0.3 * cv2.GaussianBlur(mask, (0, 0), 7).astype(np.float32)[..., None] / 255
    scene.picture[:] = scene.picture * (1 - soft) + tone * soft


def _point(at: np.ndarray) -> tuple[int, int]:
    return round(float(at[0])), round(float(at[1]))
