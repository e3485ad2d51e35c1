"""The machine readable zone of ICAO 9303: its forms TD1, TD2 and TD3, check digits, and what it says (ACC-33). Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LINES = {"TD1": (3, 30), "TD2": (2, 36), "TD3": (2, 44)}  # lines, characters in each
_WEIGHTS = (7, 3, 1)
_LETTER_FOR_DIGIT = str.maketrans("0125678", "OIZSGTB")
_DIGIT_FOR_LETTER = str.maketrans("OQDIZSGTB", "000125678")
_YEARS_AHEAD = 20  # no document is valid longer: an expiry beyond it lies in the century before
# Names as passports transliterate them where one letter becomes two (ICAO 9303-3, section 6).
_TWO_LETTERS = {"Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "Æ": "AE", "Ø": "OE", "Å": "AA", "Þ": "TH", "Œ": "OE"}


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says.

    Attributes:
        form: TD1, TD2 or TD3.
        document: its code (`P`, `ID`, …).
        birth, expiry: None where the six digits are no date.
        wrong: names of the fields whose check digit does not hold; empty for a sound zone.
    """

    form: str
    document: str
    country: str
    number: str
    family: str
    given: str
    nationality: str
    birth: date | None
    sex: str
    expiry: date | None
    wrong: tuple[str, ...]


def value(character: str) -> int:
    """What a character counts in a check digit: 0–9, A = 10 … Z = 35, filler 0."""
    if character.isdigit():
        return int(character)
    return 0 if character == "<" else ord(character) - 55


def check_digit(text: str) -> str:
    """The check digit of `text`: weights 7, 3, 1, modulo 10."""
    return str(sum(value(character) * _WEIGHTS[place % 3] for place, character in enumerate(text)) % 10)


def form_of(lines: Sequence[str]) -> str:
    """Which form lines of these lengths have; "" for none."""
    for form, (count, length) in LINES.items():
        if len(lines) == count and all(len(line) == length for line in lines):
            return form
    return ""


def parse(lines: Sequence[str], *, today: date) -> Zone | None:
    """What `lines` say, or None when they are no zone at all.

    Letters where only digits may stand are read as the digits that they look like, and the other way round.

    Args:
        today: decides the century of two-digit years.
    """
    form = form_of(lines)
    if not form:
        return None
    first, second = lines[0], lines[1]
    if form == "TD1":
        number, number_check, rest = first[5:14], first[14], first[15:30]
        birth, birth_check, sex, expiry, expiry_check = _dates(second, 0)
        nationality, names = second[15:18], lines[2]
        whole, whole_check = first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]
    else:
        number, number_check, rest = second[0:9], second[9], second[28 : 42 if form == "TD3" else 35]
        birth, birth_check, sex, expiry, expiry_check = _dates(second, 13)
        nationality, names = second[10:13], first[5:]
        whole, whole_check = second[0:10] + second[13:20] + second[21:-1], second[-1]
    if number_check == "<" and form != "TD3":  # a longer number goes on in the optional field
        tail = rest.split("<")[0]
        number, number_check = number + tail[:-1], tail[-1:] or "<"
    checked = {
        "number": _holds(number, number_check),
        "birth": _holds(birth, birth_check),
        "expiry": _holds(expiry, expiry_check),
        "whole": _holds(_digits_at_dates(whole, form), whole_check),
    }
    family, _, given = names.translate(_LETTER_FOR_DIGIT).partition("<<")
    return Zone(
        form=form,
        document=first[0:2].translate(_LETTER_FOR_DIGIT).rstrip("<"),
        country=first[2:5].translate(_LETTER_FOR_DIGIT).rstrip("<"),
        number=number.rstrip("<"),
        family=_words(family),
        given=_words(given),
        nationality=nationality.translate(_LETTER_FOR_DIGIT).rstrip("<"),
        birth=_date(birth, latest=today),
        sex=sex if sex in {"F", "M"} else "",
        expiry=_date(expiry, latest=today.replace(year=today.year + _YEARS_AHEAD, day=1)),
        wrong=tuple(name for name, right in checked.items() if not right),
    )


def _dates(line: str, start: int) -> tuple[str, str, str, str, str]:
    part = line[start : start + 15]
    digits = part.translate(_DIGIT_FOR_LETTER)
    return digits[0:6], digits[6], part[7], digits[8:14], digits[14]


def _digits_at_dates(whole: str, form: str) -> str:
    """The composite's text with its dates in digits, as `_dates` reads them."""
    start = 25 if form == "TD1" else 10
    return whole[:start] + whole[start : start + 14].translate(_DIGIT_FOR_LETTER) + whole[start + 14 :]


def _holds(text: str, digit: str) -> bool:
    return check_digit(text) == digit.translate(_DIGIT_FOR_LETTER).replace("<", "0")


def _words(name: str) -> str:
    return " ".join(part for part in name.split("<") if part)


def _date(digits: str, *, latest: date) -> date | None:
    if not digits.isdigit():
        return None
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century = latest.year // 100 * 100
    try:
        found = date(century + year, month, day)
        return found if found <= latest else date(century - 100 + year, month, day)
    except ValueError:
        return None


def latin(name: str) -> str:
    """`name` as a zone writes it: capitals, no marks, blanks between the words."""
    spelled = "".join(_TWO_LETTERS.get(character, character) for character in name.upper().replace("ß", "SS"))
    plain = unicodedata.normalize("NFKD", spelled)
    return " ".join("".join(c if "A" <= c <= "Z" else "" if unicodedata.combining(c) else " " for c in plain).split())


def same_person(zone: Zone, *, given: str, family: str) -> bool:
    """Whether the zone can belong to somebody of this name.

    The family name must be there, with at least one given name; order, further given names, a second family
    name, marks, and names cut off at the end of the line make no difference.
    """
    there = _unmarked(f"{zone.family} {zone.given}").split()
    # A person's `Müller` is `MUELLER` in one country's zones and `MULLER` in another's.
    return any(
        any(_in(word, there) for word in style(family).split())
        and any(_in(word, there) for word in style(given).split())
        for style in (latin, _unmarked)
    )


def _unmarked(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.upper())
    return " ".join("".join(c if "A" <= c <= "Z" else "" if unicodedata.combining(c) else " " for c in plain).split())


_LEAST_CUT = 4  # letters of a name that was cut off at the end of its line


def _in(word: str, there: Sequence[str]) -> bool:
    return any(word == other or (len(other) >= _LEAST_CUT and word.startswith(other)) for other in there[-1:]) or (
        word in there
    )


def expired(zone: Zone, *, today: date) -> bool:
    """Whether the document is valid no longer. A date whose check digit does not hold says nothing."""
    return zone.expiry is not None and "expiry" not in zone.wrong and zone.expiry < today
