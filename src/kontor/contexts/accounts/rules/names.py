"""Given name and family name: what may stand in them, and the offer for those typed in another script (ACC-02)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kontor.contexts.accounts.errors import NameHasStrangeCharacter, NameMissing, NameNotLatin, NameTooLong
from kontor.contexts.accounts.policy import NAME_MAX
from kontor.contexts.accounts.rules.latin import is_latin, transliterate_name
from kontor.kernel.errors import Refusal

_SIGNS = frozenset(" -'’ʼ.·")
_JOINERS = frozenset("\u200c\u200d")  # part of spelling in Persian and Indian scripts
_MARKS_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in Latin letters; `as_typed` is what the person wrote first, when that was another script."""

    given: str
    family: str
    as_typed: str = ""


def tidy(typed: str) -> str:
    """Composed (NFC), single blanks, none around."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", typed)).strip()


def check(given: str, family: str, *, country: str = "", as_typed: str = "") -> PersonName:
    """The name, when both parts can be read by any seller and courier.

    Args:
        given, family: as typed.
        country: chooses the passport's table for the offer.
        as_typed: the original, when the person has already accepted an offer.

    Raises:
        Refusal: the first thing wrong, at its field; several are collected by `problems`.
    """
    for refusal in problems(given, family, country=country):
        raise refusal
    return PersonName(tidy(given), tidy(family), _original(as_typed))


def problems(given: str, family: str, *, country: str = "") -> list[Refusal]:
    """Everything that is wrong with the two parts, each at its field."""
    parts = {"given_name": tidy(given), "family_name": tidy(family)}
    found = [refusal for field, text in parts.items() if (refusal := _problem(text, field))]
    if not found and not all(is_latin(text) for text in parts.values()):
        first = next(field for field, text in parts.items() if not is_latin(text))
        latin = offer(given, family, country=country)
        found.append(NameNotLatin(field=first, given=latin.given, family=latin.family))
    return found


def offer(given: str, family: str, *, country: str = "") -> PersonName:
    """The transliteration to accept with one click, together with what was typed."""
    most = NAME_MAX.int()
    return PersonName(
        transliterate_name(tidy(given), country)[:most].strip(),
        transliterate_name(tidy(family), country)[:most].strip(),
        f"{tidy(given)} {tidy(family)}",
    )


def masked(given: str, family: str) -> str:
    """All that anybody but the buyer sees of a buyer's name: first letter, three stars, last letter (ACC-40)."""
    letters = "".join(sign for sign in (given + family).lower() if sign.isalpha()) or "k"
    return f"{letters[0]}***{letters[-1]}"


def _problem(text: str, field: str) -> Refusal | None:
    if not text:
        return NameMissing(field=field)
    if len(text) > NAME_MAX.int():
        return NameTooLong(field=field, most=NAME_MAX.int())
    strange = _strange(text)
    return NameHasStrangeCharacter(field=field, character=strange) if strange else None


def _strange(text: str) -> str:
    """The first sign that has no place in a name, printable, or ""."""
    marks = 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in {"Mn", "Mc"} else 0
        letter = category[0] == "L" or sign in _SIGNS or sign in _JOINERS
        if (letter or 0 < marks <= _MARKS_IN_A_ROW) and not (marks and sign == text[0]):
            continue
        return sign if category[0] in "NPS" else f"U+{ord(sign):04X}"
    return "" if any(sign.isalpha() for sign in text) else text[0]


def _original(as_typed: str) -> str:
    """What was typed first, kept for the person; dropped when it holds anything but a name."""
    text = tidy(as_typed)
    return "" if not text or _strange(text) or len(text) > 2 * NAME_MAX.int() + 1 else text
