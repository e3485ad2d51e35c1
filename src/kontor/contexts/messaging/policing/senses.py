"""What ordinary words are about: a list of senses that are the same in seven languages (MSG-09).

Where `lexicon` names what is dangerous, these name all the rest of a sentence (`site`, `middle`, `fee`, `write`,
`friend`, `colour` …), so that what is learned from a sentence in one language helps in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kontor.contexts.messaging.policing.lexicon import LANGUAGES
from kontor.contexts.messaging.policing.plain import data, fold
from kontor.contexts.messaging.policing.sounds import sound
from kontor.contexts.messaging.policing.words import Word, is_han, words_of

_STEM = 4  # letters from which an entry stands for all words that begin so
_ENDING, _LONG = 3, 8  # words shorter than `_LONG` may go on for so many letters
_LONGEST = 14
_OF_SCRIPT = {"latin": ("en", "es", "fr", "pt-BR", "ru", "bg"), "cyrillic": ("ru", "bg"), "han": ("zh-Hans",)}

Sense = tuple[str, ...]


class Senses(NamedTuple):
    """The words of one language: whole ones, beginnings, and what may follow a word that begins a phrase."""

    whole: dict[str, Sense]
    beginnings: dict[str, Sense]
    phrases: dict[str, tuple[tuple[Sense, str], ...]]


def senses_of(words: Sequence[Word], tongue: str) -> list[Sense]:
    """For each word what it is about, in order of their names.

    Args:
        tongue: a language, or the script where none is sure: then the words of all that are written in it count.
    """
    heard = [word.text if is_han(word.text) else sound(word.text) for word in words]
    found: list[set[str]] = [set() for _ in words]
    for language in _OF_SCRIPT.get(tongue, (tongue,)):
        phrases = _shipped(language).phrases
        for place, word in enumerate(heard):
            found[place].update(_single(language, word))
            for rest, sense in phrases.get(word, ()):
                if _goes_on(heard, place + 1, rest):
                    for each in found[place : place + 1 + len(rest)]:
                        each.add(sense)
    return [tuple(sorted(each)) for each in found]


def _goes_on(heard: Sequence[str], place: int, rest: Sense) -> bool:
    return len(heard) >= place + len(rest) and all(
        heard[place + at].startswith(wanted) if len(wanted) > _STEM else heard[place + at] == wanted
        for at, wanted in enumerate(rest)
    )


@lru_cache(maxsize=20_000)
def _single(language: str, word: str) -> Sense:
    """What one word is about."""
    known = _shipped(language)
    found = set(known.whole.get(word, ()))
    shortest = max(_STEM, len(word) - _ENDING) if len(word) < _LONG else _STEM + 1
    for size in range(shortest, min(len(word), _LONGEST) + 1):
        found.update(known.beginnings.get(word[:size], ()))
    return tuple(found)


@lru_cache(maxsize=len(LANGUAGES))
def _shipped(language: str) -> Senses:
    """The list of a language; read once in a process that needs it."""
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[Sense, str]]] = {}
    for sense, entries in data(f"senses/{language}.json").items():
        for entry in entries:
            parts = [
                word.text if is_han(word.text) else sound(word.text) for word in words_of(fold(entry.rstrip(".")).text)
            ]
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((tuple(parts[1:]), sense))
            elif parts:
                kept = whole if entry.endswith(".") or len(parts[0]) < _STEM else beginnings
                kept.setdefault(parts[0], set()).add(sense)
    return Senses(
        {word: tuple(found) for word, found in whole.items()},
        {word: tuple(found) for word, found in beginnings.items()},
        {word: tuple(found) for word, found in phrases.items()},
    )
