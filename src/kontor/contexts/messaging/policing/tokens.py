"""A message as the small networks read it: one token after the other, each a few rows of a table (MSG-09)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from kontor.contexts.messaging.policing.meaning import signed
from kontor.contexts.messaging.policing.sounds import sound
from kontor.contexts.messaging.policing.words import Word, is_han

if TYPE_CHECKING:
    from kontor.contexts.messaging.policing.judging import Reading

ROWS = 1 << 17
_SIZES = (3, 4)  # letters of the groups that a word is cut into
_STEM, _MOST_LETTERS, _MOST_DIGITS = 5, 18, 12
_SIGN = re.compile('[?!:\n/@#*()"«»“”=+&,.;\u2014-]|[\u2600-\u27bf\U0001f300-\U0001faff]|…')
_PICTURES_FROM = 0x2500


class Token(NamedTuple):
    """Rows for what a token means and for the word that it is, which count whole, and for its letters, which share one.

    What it means is the same in all languages: a network that reads nothing else learns from all of them at once.
    """

    meanings: tuple[int, ...] = ()
    word: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()


def tokens_of(reading: Reading) -> list[Token]:
    """Words, signs between them and what was recognised in them, in order."""
    about = _about(reading)
    text = reading.plain.text
    tokens: list[Token] = []
    last = 0
    for place, word in enumerate(reading.words):
        tokens += _signs(text, last, word.start)
        last = word.end
        tokens.append(_token(reading, place, about.get(place, ())))
    tokens += _signs(text, last, len(text))
    return tokens


def meaning(names: Iterable[str]) -> Token:
    """A token that stands for what somebody else has recognised in a message."""
    return Token(tuple(_named(name) for name in sorted(names)))


def _about(reading: Reading) -> dict[int, set[str]]:
    """Names of what was recognised, for each word."""
    about: dict[int, set[str]] = {}
    for hit in reading.hits:
        for place in range(hit.first, hit.last):
            about.setdefault(place, set()).update(["c" + hit.concept, "chidden"] if hit.hidden else ["c" + hit.concept])
    first = 0
    for item in reading.found:
        while first < len(reading.words) and reading.words[first].end <= item.start:
            first += 1
        place = first
        while place < len(reading.words) and reading.words[place].start < item.end:
            about.setdefault(place, set()).add(f"f{item.kind}{'!' if item.sure else '~'}")
            place += 1
    return about


def _token(reading: Reading, place: int, about: Collection[str]) -> Token:
    word = reading.words[place].text
    alone = _number(word) if about and not {"fnumber!", "fnumber~"}.isdisjoint(about) else _word(word)
    meanings = [*alone.meanings, *map(_named, sorted(about)), *(_named("S" + sense) for sense in reading.senses[place])]
    beside = _neighbours(reading.words, place) if is_han(word) else ()
    return Token(tuple(meanings), (*alone.word, *beside), alone.letters)


def _neighbours(words: Sequence[Word], place: int) -> Iterator[int]:
    """A Chinese character together with those beside it."""
    before = words[place - 1].text if place else "^"
    after = words[place + 1].text if place + 1 < len(words) else "$"
    word = words[place].text
    yield from (_row(f"b{word}{after}"), _row(f"b{before}{word}"))


def _number(word: str) -> Token:
    return Token((_row("#"), _row(f"#{min(len(word), _MOST_DIGITS)}")))


@lru_cache(maxsize=20_000)
def _word(word: str) -> Token:
    """A word by itself, how it begins and sounds, and its groups of letters."""
    if word.isdigit():
        return _number(word)
    if is_han(word):
        return Token(word=(_row("w" + word),))
    heard = sound(word)
    shape = [_row("mixed")] if any(map(str.isdigit, word)) else []
    if len(word) == 1:
        shape.append(_row("single"))
    framed = f"<{heard[:_MOST_LETTERS]}>"
    groups = (framed[at : at + size] for size in _SIZES for at in range(len(framed) - size + 1))
    return Token(
        tuple(shape), (_row("w" + word), _row("s" + heard[:_STEM])), tuple(_row("g" + group) for group in groups)
    )


def _signs(text: str, start: int, end: int) -> Iterator[Token]:
    """Signs that stand between two words."""
    for found in _SIGN.finditer(text, start, end):
        sign = found.group()
        rows = [_row("p" + sign)]
        if ord(sign) > _PICTURES_FROM:
            rows.append(_row("c" + signed(sign)))
        yield Token(tuple(rows))


@lru_cache(maxsize=2_000)
def _named(name: str) -> int:
    """The row of what something means: there are not many."""
    return _row(name)


def _row(name: str) -> int:
    return crc32(name.encode(errors="replace")) & (ROWS - 1)
