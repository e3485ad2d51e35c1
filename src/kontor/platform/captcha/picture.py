"""The picture of a challenge: its characters, turned, bent and crossed out, as ink on nothing.

Only coverage is drawn. The page shows it dark on light and, by the stylesheet, light on dark.
"""

from __future__ import annotations

import io
import math
import random
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 300, 96  # pixels; shown at half that or more
_GLYPH = 72  # pixels of a letter's box
_SIZE = 58  # of the type
_COLUMNS = 6  # of the net by which the whole is bent


def draw(characters: str, look: int) -> bytes:
    """A PNG of `characters`; the same `look` gives the same picture."""
    chance = random.Random(look)  # noqa: S311  (its seed is a secret, and the drawing keeps none)
    ink = Image.new("L", (WIDTH, HEIGHT), 0)
    step = (WIDTH - 36) / len(characters)
    for place, character in enumerate(characters):
        glyph = _turned(character, chance)
        x = 18 + step * (place + 0.5) - glyph.width / 2 + chance.uniform(-4, 4)
        y = (HEIGHT - glyph.height) / 2 + chance.uniform(-9, 9)
        ink.paste(255, (round(x), round(y)), glyph)
    _cross(ImageDraw.Draw(ink), chance)
    picture = Image.new("LA", (WIDTH, HEIGHT), 0)
    picture.putalpha(_bent(ink, chance))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()


@lru_cache(maxsize=128)
def _glyph(character: str) -> Image.Image:
    """A letter, upright, in the middle of its box, so that its case shows by its form and its height."""
    box = Image.new("L", (_GLYPH, _GLYPH), 0)
    ImageDraw.Draw(box).text(
        (_GLYPH / 2, _GLYPH * 0.78), character, fill=255, font=_font(), anchor="ms", stroke_width=1
    )
    return box


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(_SIZE)


def _turned(character: str, chance: random.Random) -> Image.Image:
    """The letter turned by up to 22 degrees, slanted and a little larger or smaller."""
    turn, slant, size = math.radians(chance.uniform(-22, 22)), chance.uniform(-0.22, 0.22), chance.uniform(0.88, 1.12)
    cos, sin = math.cos(turn) / size, math.sin(turn) / size
    a, b, d, e = cos, sin + slant * cos, -sin, cos - slant * sin
    middle = _GLYPH / 2
    matrix = (a, b, middle - a * middle - b * middle, d, e, middle - d * middle - e * middle)
    return _glyph(character).transform((_GLYPH, _GLYPH), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


def _cross(brush: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Lines through the letters, as thick as some of their strokes, and dust."""
    for thickness in (3, 3, 2):
        high, swing, length = chance.uniform(25, HEIGHT - 25), chance.uniform(8, 22), chance.uniform(45, 90)
        shift = chance.uniform(0, 6.3)
        points = [(x, high + swing * math.sin(shift + x / length)) for x in range(-4, WIDTH + 8, 8)]
        brush.line(points, fill=235, width=thickness, joint="curve")
    for _ in range(60):
        x, y, r = chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), chance.uniform(0.6, 1.6)
        brush.ellipse((x - r, y - r, x + r, y + r), fill=210)


def _bent(ink: Image.Image, chance: random.Random) -> Image.Image:
    """The whole bent by a net whose knots are pushed up to 6 pixels."""
    xs = [round(WIDTH * at / _COLUMNS) for at in range(_COLUMNS + 1)]
    ys = [0, HEIGHT // 2, HEIGHT]
    knots = [[(x + chance.uniform(-6, 6), y + chance.uniform(-6, 6)) for x in xs] for y in ys]
    net = []
    for row in range(2):
        for column in range(_COLUMNS):
            nw, sw = knots[row][column], knots[row + 1][column]
            se, ne = knots[row + 1][column + 1], knots[row][column + 1]
            net.append(((xs[column], ys[row], xs[column + 1], ys[row + 1]), (*nw, *sw, *se, *ne)))
    return ink.transform(ink.size, Image.Transform.MESH, net, Image.Resampling.BILINEAR)
