"""The signs of what was typed: what is safely the same as an ordinary one, what only looks like it (ACC-09). Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Full stops, dashes and apostrophes that compatibility forms leave as they are.
_SAME = {
    **dict.fromkeys("\u3002\u06d4\u2024", "."),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
}

LOOK_ALIKES = frozenset("асеорхуіјѕԁһӏԛԝѵАВЕКМНОРСТХІЈЅοανικρτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսհոց")
"""Letters of other scripts that nobody can tell from a Latin one."""

_NEVER_WITH_LATIN = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in its ordinary form, with the one that was typed and its place, counted from 1."""

    plain: str
    typed: str
    place: int


def signs(typed: str) -> list[Sign]:
    """What was typed, without outer blanks and invisible signs, each sign in its ordinary form.

    Full-width forms, ideographic blanks and full stops, dashes of all lengths and the digits of every script become
    the ordinary ones; joiners, marks of direction and control signs fall away.
    """
    if typed.isascii() and typed.isprintable():  # as nearly all are
        return _stripped([Sign(sign, sign, place) for place, sign in enumerate(typed, 1)])
    return _stripped([Sign(plain, sign, place) for place, sign in enumerate(typed, 1) for plain in _plain(sign)])


def text_of(parts: list[Sign]) -> str:
    """The signs as a text."""
    return "".join(part.plain for part in parts)


def name_of(sign: str) -> str:
    """What Unicode calls it, as people can look it up: `U+0430 CYRILLIC SMALL LETTER A`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


def mixes(letter: str) -> bool:
    """Whether a letter is of a script that no honest word mixes with Latin letters."""
    return unicodedata.name(letter, "").startswith(_NEVER_WITH_LATIN)


def shown(sign: str) -> str:
    """The sign as it can stand in a sentence: a blank as an open box, what cannot be seen alone by its number."""
    if unicodedata.category(sign)[0] == "Z" or sign in "\t\n\r":
        return "␣"
    return sign if unicodedata.category(sign)[0] in "LNPS" else f"U+{ord(sign):04X}"


def _plain(sign: str) -> Iterator[str]:
    for part in unicodedata.normalize("NFKC", sign):
        category = unicodedata.category(part)
        if category in {"Cf", "Cc"}:
            if part in "\t\n\r":
                yield " "
        elif category == "Nd":
            yield str(unicodedata.digit(part))
        elif category[0] == "Z":
            yield " "
        else:
            yield _SAME.get(part, part)


def _stripped(parts: list[Sign]) -> list[Sign]:
    begin, end = 0, len(parts)
    while begin < end and parts[begin].plain == " ":
        begin += 1
    while end > begin and parts[end - 1].plain == " ":
        end -= 1
    return parts[begin:end]
