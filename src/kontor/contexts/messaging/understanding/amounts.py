"""Numbers of a sentence in figures and words: `15`, `fifteen`, `twenty-four`, `vingt et un`, `十五`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kontor.contexts.messaging.policing.plain import fold
from kontor.contexts.messaging.understanding.speech import Sentence, words_for

_JOINTS = frozenset({"and", "y", "et", "e", "и"})  # forty-eight, cuarenta y ocho, vingt et un, двадесет и четири
_HAN_TEN = "十"


class Amount(NamedTuple):
    """A number that the words from `first` on say."""

    first: int
    value: int


@lru_cache(maxsize=1)
def _amounts() -> dict[str, int]:
    return {fold(word).text: value for word, value in words_for("amounts").items()}


def amount(sentence: Sentence, place: int) -> Amount | None:
    """The number that ends with the word `place`, or None."""
    value = _word(sentence, place)
    text = sentence.words[place].text
    if text == _HAN_TEN or (value is not None and value < 10 and _is_han_ten(sentence, place - 1)):
        return _han(sentence, place)
    if value is None:
        return None
    if 0 < value < 10 and not text.isdigit():
        before = place - 1 - (place > 0 and sentence.words[place - 1].text in _JOINTS)
        tens = _word(sentence, before) if before >= 0 and not sentence.words[before].text.isdigit() else None
        if tens in {20, 30, 40, 50, 60}:
            return Amount(before, tens + value)
    return Amount(place, value)


def _word(sentence: Sentence, place: int) -> int | None:
    text = sentence.words[place].text
    if text.isdigit():
        return int(text) if len(text) < 5 else None
    return _amounts().get(text)


def _is_han_ten(sentence: Sentence, place: int) -> bool:
    return place >= 0 and sentence.words[place].text == _HAN_TEN


def _han(sentence: Sentence, place: int) -> Amount:
    """十, 十五, 二十, 二十五: what ends with the character `place`."""
    ones = 0
    if sentence.words[place].text != _HAN_TEN:
        ones, place = _word(sentence, place) or 0, place - 1
    tens = _word(sentence, place - 1) if place > 0 else None
    if tens is not None and 0 < tens < 10 and not sentence.words[place - 1].text.isdigit():
        return Amount(place - 1, tens * 10 + ones)
    return Amount(place, 10 + ones)
