"""Pictures with a known truth: good ones, among them poor but honest ones, and each fault from slight to severe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from kontor.contexts.risk.documents.tests.generated.papers import SIZES, Paper, paper
from kontor.contexts.risk.documents.tests.generated.scenes import (
    FIT,
    Scene,
    Shot,
    arrange,
    expose,
    ground,
    jpeg,
    png,
    sense,
)
from kontor.contexts.risk.documents.tests.generated.things import finger, glare, thing

GRADES = (0.0, 0.5, 1.0)  # slight, plain, severe
_CORNER_ROOM = 0.005  # of the longer side: how far inside a corner of a good picture lies at least
SCREENS = ((1170, 2532), (1080, 2400), (1920, 1080), (1440, 900), (1284, 2778), (2560, 1440))


@dataclass(frozen=True)
class Photo:
    """A file and what is true about it; `fault` is "" for a good one."""

    content: bytes
    fault: str
    grade: float
    paper: Paper | None
    side: int
    form: str


def honest_shot(rng: np.random.Generator, world: str) -> Shot:
    """How people take pictures that one can work with."""
    size = ((1600, 1200), (1440, 1080), (1280, 720), (1280, 960), (1400, 1050))[int(rng.integers(0, 5))]
    return Shot(
        size=size,
        fill=float(rng.uniform(0.58, 0.82)),
        tilt=float(rng.uniform(0, 0.022)),
        turn=float(rng.uniform(-5, 5)),
        shift=(float(rng.uniform(-0.03, 0.03)), float(rng.uniform(-0.03, 0.03))),
        light=float(rng.uniform(0.75, 1.04)),
        noise=float(rng.uniform(0.9, 3.5)),
        blur=float(rng.uniform(0.02, 0.09)),
        quality=int(rng.integers(78, 95)),
        world=world,
    )


def good(rng: np.random.Generator, world: str, *, poor: bool = False, **of_paper: object) -> Photo:
    """A good photo; `poor` ones are dim, tilted, grainy, soft, with a fingertip at the edge or a small reflection."""
    shot = honest_shot(rng, world)
    trouble = str(rng.choice(["dim", "tilted", "grainy", "soft", "fingertip", "gleam"])) if poor else ""
    shot = replace(shot, **{
        "dim": {"light": float(rng.uniform(0.38, 0.55)), "noise": float(rng.uniform(3, 5))},
        "tilted": {"tilt": 0.045, "turn": float(rng.uniform(-11, 11)), "fill": 0.62},
        "grainy": {"noise": float(rng.uniform(4.5, 7)), "quality": 70},
        "soft": {"blur": float(rng.uniform(0.10, 0.125))},
    }.get(trouble, {}))  # fmt: skip
    sheet, side, scene = _laid(rng, shot, **of_paper)
    while not _whole(scene):  # a corner that the picture does not show is a fault, whoever took it
        sheet, side, scene = _laid(rng, shot, **of_paper)
    if trouble == "fingertip":
        finger(rng, scene, depth_mm=float(rng.uniform(0.8, 2.0)))
    if trouble == "gleam":
        glare(rng, scene, share=float(rng.uniform(0.0003, 0.001)))
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "", 0.0, sheet, side, sheet.form)


def _laid(
    rng: np.random.Generator, shot: Shot, *, side: int | None = None, **of_paper: object
) -> tuple[Paper, int, Scene]:
    sheet = paper(rng, fonts="pillow" if shot.world == FIT else "plotter", **of_paper)  # type: ignore[arg-type]
    chosen = int(rng.integers(0, 2)) if side is None else side
    across, tall = SIZES[sheet.form]
    room = 0.86 if abs(shot.turn) < 6 else 0.76
    shot.fill = min(shot.fill, room * shot.size[1] / shot.size[0] * across / tall)
    return sheet, chosen, arrange(rng, sheet.sides[chosen], SIZES[sheet.form][0], shot)


def _whole(scene: Scene) -> bool:
    """Whether all four corners lie inside the picture."""
    height, width = scene.picture.shape[:2]
    room = _CORNER_ROOM * max(width, height)
    return bool((scene.corners > room).all() and (scene.corners < np.array([width, height]) - room).all())


def faulty(rng: np.random.Generator, world: str, fault: str, grade: float) -> Photo:
    """A photo with `fault` at `grade` between 0 (slight) and 1 (severe)."""
    return _FAULTS[fault](rng, world, grade)


def _mix(low: float, high: float, grade: float) -> float:
    return low * (high / low) ** grade


def _blurred(rng: np.random.Generator, world: str, grade: float) -> Photo:
    shot = honest_shot(rng, world)
    if rng.random() < 0.4:
        shot = replace(shot, streak=_mix(0.9, 3.0, grade), streak_angle=float(rng.uniform(0, np.pi)))
    else:
        shot = replace(shot, blur=_mix(0.24, 0.9, grade))
    sheet, side, scene = _laid(rng, shot)
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "blurred", grade, sheet, side, sheet.form)


def _glared(rng: np.random.Generator, world: str, grade: float) -> Photo:
    shot = honest_shot(rng, world)
    sheet, side, scene = _laid(rng, shot)
    glare(rng, scene, share=_mix(0.012, 0.12, grade))
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "glare", grade, sheet, side, sheet.form)


def _covered(rng: np.random.Generator, world: str, grade: float) -> Photo:
    shot = honest_shot(rng, world)
    sheet, side, scene = _laid(rng, shot)
    if rng.random() < 0.65:
        finger(rng, scene, depth_mm=_mix(9, 32, grade))
    else:
        thing(rng, scene, share=_mix(0.04, 0.22, grade))
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "covered", grade, sheet, side, sheet.form)


def _cropped(rng: np.random.Generator, world: str, grade: float) -> Photo:
    shot = honest_shot(rng, world)
    out = _mix(0.05, 0.28, grade)
    across = (0.5 - shot.fill / 2 + out * shot.fill) * float(rng.choice([-1, 1]))
    if rng.random() < 0.5:
        shot = replace(shot, shift=(across, float(rng.uniform(-0.05, 0.05))))
    else:
        ratio = shot.size[0] / shot.size[1]
        tall = shot.fill * ratio * 0.65
        shot = replace(
            shot,
            shift=(float(rng.uniform(-0.05, 0.05)), (0.5 - tall / 2 + out * tall + 0.03) * float(rng.choice([-1, 1]))),
        )
    sheet, side, scene = _laid(rng, shot)
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "cropped", grade, sheet, side, sheet.form)


def _small(rng: np.random.Generator, world: str, grade: float) -> Photo:
    shot = honest_shot(rng, world)
    if rng.random() < 0.5:
        wide = round(_mix(560, 240, grade))
        shot = replace(shot, size=(wide, wide * 3 // 4), fill=0.8)
    else:
        shot = replace(shot, size=(1280, 960), fill=_mix(0.31, 0.2, grade))
    sheet, side, scene = _laid(rng, shot)
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "too_small", grade, sheet, side, sheet.form)


def _dark(rng: np.random.Generator, world: str, grade: float) -> Photo:
    shot = replace(honest_shot(rng, world), light=_mix(0.15, 0.06, grade), noise=float(rng.uniform(4, 7)))
    sheet, side, scene = _laid(rng, shot)
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "too_dark", grade, sheet, side, sheet.form)


def _screen(rng: np.random.Generator, world: str, grade: float) -> Photo:
    """A photo of a screen that shows a photo: a grid of pixels, a glow, sometimes the frame of the screen."""
    shown_shot = replace(honest_shot(rng, world), size=(1280, 960), noise=1.5)
    sheet, side, scene = _laid(rng, shown_shot)
    shown = expose(rng, scene, shown_shot).astype(np.float32)
    shot = replace(honest_shot(rng, world), blur=0.0)
    width, height = shot.size
    pitch = (
        float(rng.uniform(2.1, 4.4)) if world == FIT else float(rng.uniform(2.3, 5.2))
    )  # camera pixels per screen pixel
    factor = 3  # how much finer than the camera the screen is drawn
    across = int(width / pitch * 1.05)
    tall = int(height / pitch * 1.05)
    pixels = cv2.resize(shown, (across, tall), interpolation=cv2.INTER_AREA)
    cell = max(3, round(pitch * factor))
    big = cv2.resize(pixels, (across * cell, tall * cell), interpolation=cv2.INTER_NEAREST)
    strength = _mix(0.3, 0.95, grade)
    grid = np.full((cell, cell, 3), 1 - strength * 0.75, np.float32)
    third = max(1, cell // 3)
    for channel in range(3):
        grid[: cell - 1, channel * third : (channel + 1) * third, 2 - channel] = 1 + strength * 0.6
    big *= np.tile(grid, (tall, across, 1))
    middle = np.array([width / 2, height / 2])
    box = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2 * 1.06
    if rng.random() < 0.4:
        box *= 0.86  # the screen's frame is seen
    angle = np.deg2rad(rng.uniform(-4, 4))
    box = (box + rng.uniform(-0.012, 0.012, (4, 2)) * width) @ np.array(
        [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]
    ) + middle
    flat = np.array([[0, 0], [big.shape[1], 0], [big.shape[1], big.shape[0]], [0, big.shape[0]]], np.float32)
    finer = box.astype(np.float32) * 2
    matrix = cv2.getPerspectiveTransform(flat, finer)
    big = cv2.GaussianBlur(big, (0, 0), factor * 0.28)
    seen = cv2.warpPerspective(big, matrix, (width * 2, height * 2), flags=cv2.INTER_LINEAR, borderValue=(12, 12, 14))
    seen = cv2.resize(seen, (width, height), interpolation=cv2.INTER_AREA)
    return Photo(
        jpeg(sense(rng, seen, replace(shot, noise=min(shot.noise, 2.5))), max(84, shot.quality)),
        "screen",
        grade,
        sheet,
        side,
        sheet.form,
    )


def _screenshot(rng: np.random.Generator, world: str, grade: float) -> Photo:
    """A picture of the screen itself: bars of an application, no noise outside the shown picture."""
    width, height = SCREENS[int(rng.integers(0, 3)) + (0 if world == FIT else 3)]
    canvas = np.full((height, width, 3), 255 if rng.random() < 0.5 else 18, np.uint8)
    ink = (30, 30, 30) if canvas[0, 0, 0] > 100 else (225, 225, 225)
    sheet = paper(rng, fonts="pillow" if world == FIT else "plotter")
    side = int(rng.integers(0, 2))
    if rng.random() < 0.5:  # the flat image of a document
        shown = sheet.sides[side]
    else:
        shot = replace(honest_shot(rng, world), size=(1280, 960))
        scene = arrange(rng, sheet.sides[side], SIZES[sheet.form][0], shot)
        shown = expose(rng, scene, shot)
    scale = min(width * 0.96 / shown.shape[1], height * 0.76 / shown.shape[0])
    shown = cv2.resize(shown, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (height - shown.shape[0]) // 2, (width - shown.shape[1]) // 2
    canvas[top : top + shown.shape[0], left : left + shown.shape[1]] = shown
    bar = round(height * 0.035)
    cv2.putText(canvas, "9:41", (40, bar), cv2.FONT_HERSHEY_SIMPLEX, bar / 40, ink, 2, cv2.LINE_AA)
    cv2.rectangle(canvas, (width - 120, bar - 22), (width - 60, bar), ink, 2)
    for place in range(4):
        cv2.circle(canvas, (width * (2 * place + 1) // 8, height - bar * 2), bar // 2, ink, 2, cv2.LINE_AA)
    content = png(canvas) if grade > 0.25 else jpeg(canvas, 92)
    return Photo(content, "screenshot", grade, sheet, side, sheet.form)


def _nothing(rng: np.random.Generator, world: str, grade: float) -> Photo:
    """No document: an empty table, a face, a view, a sheet of writing, an empty card."""
    shot = honest_shot(rng, world)
    width, height = shot.size
    picture = ground(rng, width, height, world)
    kind = str(rng.choice(["table", "face", "view", "letter", "blank"]))
    if kind == "face":
        skin = rng.uniform(90, 210, 3).astype(float).tolist()
        cv2.ellipse(picture, (width // 2, height // 2), (height // 4, height // 3), 0, 0, 360, skin, -1, cv2.LINE_AA)
        for place in (-1, 1):
            cv2.circle(picture, (width // 2 + place * height // 10, height * 2 // 5), height // 40, (30, 30, 30), -1)
    elif kind == "view":
        horizon = height * int(rng.integers(35, 65)) // 100
        picture[:horizon] = picture[:horizon] * 0.1 + np.array([225, 190, 150]) * 0.9
        for _ in range(30):
            at = (int(rng.integers(0, width)), int(rng.integers(horizon, height)))
            cv2.circle(picture, at, int(rng.integers(10, 90)), rng.uniform(20, 160, 3).tolist(), -1, cv2.LINE_AA)
    elif kind == "letter":
        picture = np.full((height, width, 3), rng.uniform(190, 235), np.uint8)
        for row in range(60, height - 40, 34):
            words = " ".join(["lorem", "ipsum", "dolor", "sit", "amet", "consetetur"][: int(rng.integers(2, 7))])
            cv2.putText(picture, words * 2, (50, row), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (40, 40, 40), 1, cv2.LINE_AA)
    elif kind == "blank":
        blank = np.full((648, 1027, 3), rng.uniform(160, 240), np.uint8)
        picture = arrange(rng, blank, 85.6, shot).picture
    scene = Scene(picture.astype(np.float32), np.array([[0, 0], [width, 0], [width, height], [0, height]]), width / 110)
    return Photo(jpeg(expose(rng, scene, shot), shot.quality), "not_document", grade, None, 0, kind)


_FAULTS: dict[str, Callable[[np.random.Generator, str, float], Photo]] = {
    "too_small": _small, "too_dark": _dark, "blurred": _blurred, "glare": _glared, "covered": _covered,
    "cropped": _cropped, "screen": _screen, "screenshot": _screenshot, "not_document": _nothing,
}  # fmt: skip
FAULTS = tuple(_FAULTS)


def photo(world: str, *, seed: int, fault: str, number: int) -> Photo:
    """The picture `number` with `fault` ("" for a good one, of which every third is poor) of the set `seed`."""
    if not fault:
        return good(np.random.default_rng((seed, 1, number)), world, poor=number % 3 == 2)
    rng = np.random.default_rng((seed, 2, FAULTS.index(fault), number))
    return faulty(rng, world, fault, GRADES[number % len(GRADES)])
