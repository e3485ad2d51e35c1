"""The documents themselves: cards and passport pages of invented people, drawn flat at 12 pixels a millimetre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from kontor.contexts.risk.documents import glyphs
from kontor.contexts.risk.documents.tests.generated.zones import zone

PER_MM = 12
SIZES = {"TD1": (85.6, 54.0), "TD2": (105.0, 74.0), "TD3": (125.0, 88.0)}
COUNTRIES = {
    "BGR": ("РЕПУБЛИКА БЪЛГАРИЯ", "REPUBLIC OF BULGARIA"),
    "DEU": ("BUNDESREPUBLIK DEUTSCHLAND", "PERSONALAUSWEIS"),
    "FRA": ("REPUBLIQUE FRANCAISE", "CARTE NATIONALE D'IDENTITE"),
    "ESP": ("REINO DE ESPANA", "DOCUMENTO NACIONAL DE IDENTIDAD"),
    "POL": ("RZECZPOSPOLITA POLSKA", "DOWOD OSOBISTY"),
    "BRA": ("REPUBLICA FEDERATIVA DO BRASIL", "IDENTIDADE"),
    "CAN": ("CANADA", "PASSPORT / PASSEPORT"),
    "UTO": ("UTOPIA", "IDENTITY CARD"),
}
GIVEN = ("VESELA", "ANNA MARIA", "JEAN", "LUCAS", "IVAN", "OLGA", "PAULO", "MARTA", "EMIL", "SOFIA")
FAMILY = ("PETROVA", "SCHMIDT", "LE GALL", "GARCIA LOPEZ", "KOWALSKI", "SILVA", "TREMBLAY", "ERIKSSON", "DIMOV")


@dataclass(frozen=True)
class Paper:
    """Both sides of one document, and what stands in its machine readable zone."""

    form: str
    sides: tuple[np.ndarray, np.ndarray]
    mrz_side: int
    lines: tuple[str, ...]
    given: str
    family: str
    birth: date
    expiry: date


def paper(rng: np.random.Generator, *, form: str = "", fonts: str = "pillow", today: date = date(2026, 6, 1),
          given: str = "", family: str = "", expired: bool = False) -> Paper:  # fmt: skip
    """A document; `fonts` is the print: `pillow` or `plotter`."""
    form = form or str(rng.choice(["TD1", "TD1", "TD2", "TD3"]))
    country = str(rng.choice(list(COUNTRIES)))
    given, family = given or str(rng.choice(GIVEN)), family or str(rng.choice(FAMILY))
    birth = date(1955, 1, 1) + timedelta(days=int(rng.integers(0, 18000)))
    away = int(rng.integers(30, 3000))
    expiry = today + timedelta(days=-away if expired else away)
    number = "".join(str(rng.choice(list("CDEFGHJKLMNPRTVWXYZ0123456789"))) for _ in range(9))
    lines = zone(form, country=country, number=number, family=family, given=given, birth=birth,
                 sex=str(rng.choice(["F", "M"])), expiry=expiry)  # fmt: skip
    width, height = (round(side * PER_MM) for side in SIZES[form])
    look = _Look(rng, fonts)
    front, back = look.ground(width, height), look.ground(width, height)
    mrz_side = 1 if form == "TD1" else 0
    facts = [family, given, birth.strftime("%d.%m.%Y"), country, expiry.strftime("%d.%m.%Y"), number]
    look.front(front, COUNTRIES[country], facts, room=height - (round(20 * PER_MM) if mrz_side == 0 else 0))
    look.back(back)
    _zone(look, (front, back)[mrz_side], form, lines)
    return Paper(form, (front, back), mrz_side, lines, given, family, birth, expiry)


class _Look:
    """One print: colours, security pattern, type."""

    def __init__(self, rng: np.random.Generator, fonts: str) -> None:
        self.rng, self.fonts = rng, fonts
        hue = float(rng.uniform(0, 180))
        self.base = _colour(hue, rng.uniform(14, 60), rng.uniform(205, 238))
        self.tint = _colour(hue + rng.uniform(-25, 25), rng.uniform(50, 110), rng.uniform(150, 200))
        self.ink = tuple(int(value) for value in rng.uniform(8, 60, 3))

    def ground(self, width: int, height: int) -> np.ndarray:
        """Paper with a guilloche: families of waves, as security prints have."""
        picture = np.empty((height, width, 3), np.uint8)
        picture[:] = self.base
        x = np.linspace(0, width, 160)
        phase, period, swing = self.rng.uniform(0, 6), self.rng.uniform(70, 260), self.rng.uniform(8, 40)
        step = int(self.rng.integers(12, 26))
        for offset in range(-60, height + 60, step):
            y = offset + swing * np.sin(x / period * 2 * np.pi + phase + offset / 90)
            points = np.round(np.stack([x, y], 1) * 16).astype(np.int32)
            cv2.polylines(picture, [points], False, self.tint, 1, cv2.LINE_AA, 4)
        if self.rng.random() < 0.5:
            centre = (int(width * self.rng.uniform(0.3, 0.8)), int(height * self.rng.uniform(0.3, 0.7)))
            for radius in range(20, int(height * 0.4), 9):
                cv2.circle(picture, centre, radius, self.tint, 1, cv2.LINE_AA)
        return picture

    def text(self, picture: np.ndarray, at: tuple[int, int], words: str, size: float, ink: tuple | None = None) -> None:
        """`words` with their capitals `size` millimetres high."""
        tone = ink or self.ink
        if self.fonts == "plotter":
            plain = words.encode("ascii", "replace").decode().replace("?", "H")
            faces = (cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX)
            face = faces[int(self.rng.integers(0, 3))]
            cv2.putText(picture, plain, (at[0], at[1] + round(size * PER_MM)), face, size * PER_MM / 22, tone,
                        max(1, round(size * PER_MM / 13)), cv2.LINE_AA)  # fmt: skip
            return
        image = Image.fromarray(picture)
        ImageDraw.Draw(image).text(at, words, fill=tone, font=ImageFont.load_default(size * PER_MM * 1.4))
        picture[:] = np.asarray(image)

    def front(self, picture: np.ndarray, names: tuple[str, str], facts: list[str], room: int) -> None:
        """Heading, portrait, facts with their captions, signature."""
        _height, width = picture.shape[:2]
        mm = PER_MM
        self.text(picture, (4 * mm, 2 * mm), names[1], 2.2, self.ink)
        portrait = (4 * mm, 8 * mm, round(width * 0.3), min(room - 4 * mm, round(width * 0.3 * 1.3) + 8 * mm))
        _portrait(self.rng, picture, portrait)
        y, x = 8 * mm, round(width * 0.36)
        step = max(5 * mm, (room - 14 * mm) // len(facts))
        for caption, fact in zip(("Surname", "Given names", "Date of birth", "Nationality", "Expires", "No."), facts,
                                 strict=True):  # fmt: skip
            self.text(picture, (x, y), caption, 1.0)
            self.text(picture, (x, y + round(1.8 * mm)), fact, 1.9, (20, 20, 24))
            y += step
        points = self.rng.uniform(0, 1, (14, 2)) * (20 * mm, 4 * mm) + (width - 26 * mm, room - 7 * mm)
        points = points[np.argsort(points[:, 0])]
        cv2.polylines(picture, [points.astype(np.int32)], False, (40, 20, 20), 3, cv2.LINE_AA)

    def back(self, picture: np.ndarray) -> None:
        """Captions and values in small type, a chip or an emblem."""
        height, width = picture.shape[:2]
        mm = PER_MM
        for row, (caption, value) in enumerate(
            (("Place of birth", "SOFIA"), ("Authority", "MINISTRY OF THE INTERIOR"), ("Height", "174 CM"),
             ("Date of issue", "12.04.2021"))
        ):  # fmt: skip
            self.text(picture, (4 * mm, (3 + 7 * row) * mm), caption, 1.0)
            self.text(picture, (4 * mm, round((4.8 + 7 * row) * mm)), value, 1.8, (24, 24, 24))
        if height > 60 * mm:
            for row in range(6):
                words = "This document is the property of the state. If found, hand it in at any police station."
                self.text(picture, (4 * mm, (34 + 4 * row) * mm), words[row * 3 :], 1.2)
        corner = (width - 20 * mm, 5 * mm)
        if self.rng.random() < 0.6:
            cv2.rectangle(picture, corner, (corner[0] + 13 * mm, corner[1] + 11 * mm), (90, 175, 205), -1)
            for line in range(1, 4):
                y = corner[1] + line * 33
                cv2.line(picture, (corner[0], y), (corner[0] + 13 * mm, y), (60, 110, 130), 2)
        else:
            cv2.circle(picture, (corner[0] + 60, corner[1] + 60), 55, self.tint, 5, cv2.LINE_AA)


def _zone(look: _Look, picture: np.ndarray, form: str, lines: tuple[str, ...]) -> None:
    """The machine readable zone: 2.54 mm from character to character, on plain paper."""
    height, width = picture.shape[:2]
    mm = PER_MM
    pitch, line_height = 2.54 * mm, 4.2 * mm
    top = height - round((len(lines) * 4.2 + 4.0) * mm)
    left = round((width - pitch * len(lines[0])) / 2) + 6
    band = picture[top - 2 * mm :]
    band[:] = (band.astype(np.float32) * 0.4 + 236 * 0.6).astype(np.uint8)
    pen = float(look.rng.uniform(3.4, 4.8)) if look.fonts == "pillow" else float(look.rng.uniform(3.0, 5.4))
    wide = float(look.rng.uniform(16.5, 18.5)) if look.fonts == "pillow" else float(look.rng.uniform(15.5, 19.5))
    tall = 2.3 * mm if look.fonts == "pillow" else float(look.rng.uniform(2.1, 2.5)) * mm
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            corner = (left + column * pitch + (pitch - wide) / 2, top + row * line_height)
            glyphs.draw(picture, character, corner, (wide, tall), weight=pen, colour=(18, 18, 20))


def _portrait(rng: np.random.Generator, picture: np.ndarray, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    inside = picture[top:bottom, left:right]
    inside[:] = _colour(rng.uniform(90, 130), rng.uniform(10, 40), rng.uniform(170, 225))
    height, width = inside.shape[:2]
    skin = _colour(rng.uniform(6, 16), rng.uniform(60, 130), rng.uniform(90, 225))
    hair = _colour(rng.uniform(5, 20), rng.uniform(40, 140), rng.uniform(20, 130))
    cloth = _colour(rng.uniform(0, 180), rng.uniform(20, 150), rng.uniform(40, 160))
    middle = (width // 2, round(height * 0.45))
    cv2.ellipse(inside, (width // 2, height), (round(width * 0.46), round(height * 0.28)), 0, 0, 360, cloth, -1,
                cv2.LINE_AA)  # fmt: skip
    cv2.ellipse(inside, (middle[0], round(height * 0.38)), (round(width * 0.3), round(height * 0.3)), 0, 0, 360, hair,
                -1, cv2.LINE_AA)  # fmt: skip
    cv2.ellipse(inside, middle, (round(width * 0.23), round(height * 0.27)), 0, 0, 360, skin, -1, cv2.LINE_AA)
    for side in (-1, 1):
        eye = (middle[0] + side * round(width * 0.1), round(height * 0.4))
        cv2.ellipse(inside, eye, (round(width * 0.04), round(height * 0.016)), 0, 0, 360, (30, 30, 34), -1, cv2.LINE_AA)
    cv2.ellipse(inside, (middle[0], round(height * 0.58)), (round(width * 0.08), 4), 0, 0, 180, (60, 60, 140), 3,
                cv2.LINE_AA)  # fmt: skip


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    pixel = np.array([[[hue % 180, saturation, value]]], np.uint8)
    found = cv2.cvtColor(pixel, cv2.COLOR_HSV2BGR)[0, 0]
    return int(found[0]), int(found[1]), int(found[2])
