"""Numbers and papers of demo businesses: with check digits that hold, and belonging to nobody."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw
from stdnum.cn import ric, uscc
from stdnum.es import ccc
from stdnum.eu import oss
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(chance: Random) -> str:
    """A unified social credit code of a business in Shenzhen."""
    body = "91440300" + "".join(chance.choice("0123456789") for _ in range(9))
    return body + uscc.calc_check_digit(body)


def resident_number(chance: Random) -> str:
    """A resident's number of somebody born in the seventies or eighties."""
    born = f"{chance.randint(1970, 1989)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"110105{born}{chance.randint(1, 999):03}"
    return body + ric.calc_check_digit(body + "0")


def iban(chance: Random, country: str) -> str:
    """An account in `country`, with the check digits that ISO and the country want; its bank is made up."""

    def digits(many: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(many))

    inner = {
        "DE": lambda: digits(18),
        "BG": lambda: f"BNBG{digits(6)}{digits(8)}",
        "BR": lambda: f"{digits(23)}P1",
        "ES": lambda: _spanish(digits(8), digits(10)),
    }[country]()
    return f"{country}{mod_97_10.calc_check_digits(inner + country)}{inner}"


def _spanish(bank: str, number: str) -> str:
    return bank + ccc.calc_check_digits(f"{bank}00{number}") + number


def ioss_number(chance: Random) -> str:
    """An import one-stop-shop number of Ireland."""
    while True:
        number = f"IM372{chance.randrange(10**6):06}{chance.randrange(10)}"
        try:
            return str(oss.validate(number))
        except ValidationError:
            continue


def page(chance: Random, title: str, lines: list[str]) -> bytes:
    """A paper as a JPEG: a title and lines on a tinted ground, with a seal. It imitates no authority's."""
    image = Image.new(
        "RGB", (840, 1180), (chance.randint(236, 248), chance.randint(232, 244), chance.randint(220, 236))
    )
    drawn = ImageDraw.Draw(image)
    drawn.rectangle((40, 40, 800, 1140), outline=(120, 96, 60), width=6)
    drawn.text((120, 120), title, fill=(32, 40, 56), font_size=40)
    for row, line in enumerate(lines):
        drawn.text((120, 240 + 64 * row), line, fill=(48, 56, 72), font_size=26)
    drawn.ellipse((520, 860, 740, 1080), outline=(176, 40, 40), width=8)
    drawn.text((575, 950), "SAMPLE", fill=(176, 40, 40), font_size=30)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
