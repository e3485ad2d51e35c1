"""A sentence with its words and what they mean in one language: what promises and questions are read from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kontor.contexts.messaging.policing.lexicon import Hit, Lexicon, indexed
from kontor.contexts.messaging.policing.plain import Plain, fold
from kontor.contexts.messaging.policing.words import Word, words_of

DATA = Path(__file__).parent / "data"
_END = re.compile(r"[!?;\n！？；。…]|\.(?=\s|$|[\u3400-\u9fff])")
_DAY = re.compile(r"\b\d\d\.\d\d$")  # a date with a dot behind it: "03.12. "
_PAUSES = ",;:(),，、；：（）"
_COVERS = frozenset({"receipt", "vow", "allow"})
_UNIT_AT_NUMBER = re.compile(r"(\d+)([a-z]+)")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a message.

    Attributes:
        message: the whole message; plain: its plain form.
        words, marks: of this sentence, in order; `first` and `last` of a mark count in `words`.
        asked: it ends in a question mark.
    """

    message: str
    plain: Plain
    words: list[Word]
    marks: list[Hit]
    asked: bool

    def has(self, *concepts: str) -> bool:
        """Whether one of the concepts is spoken of."""
        return any(mark.concept in concepts for mark in self.marks)

    def of(self, concept: str) -> list[Hit]:
        """All marks of a concept."""
        return [mark for mark in self.marks if mark.concept == concept]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the message."""
        return self.plain.place(self.words[first].start, self.words[last - 1].end)

    def clause(self, place: int) -> int:
        """The first word of the clause that the word `place` is in."""
        while place > 0:
            if any(
                sign in _PAUSES for sign in _gap(self.message, self.plain, self.words[place - 1], self.words[place])
            ):
                return place
            place -= 1
        return 0


@lru_cache(maxsize=4)
def words_for(name: str) -> dict[str, Any]:
    """One of the files of words."""
    read: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text())
    return read


@lru_cache(maxsize=16)
def lexicon_of(name: str, language: str) -> Lexicon:
    """The words of a file in one language, indexed."""
    said: dict[str, Any] = words_for(name)[language]
    return indexed(
        (
            entry,
            concept if isinstance(entries, list) and concept not in {"weekdays", "months"} else f"{concept}:{value}",
        )
        for concept, entries in said.items()
        for value, entry in _valued(entries)
    )


def _valued(entries: list[str] | dict[str, str]) -> Iterator[tuple[object, str]]:
    """Each entry with what it stands for: its place in a list, its value in a table."""
    if isinstance(entries, dict):
        yield from ((value, entry) for entry, value in entries.items())
    else:
        yield from enumerate(entries)


def sentences(message: str, name: str, language: str) -> Iterator[Sentence]:
    """The sentences of a message, read with the words of a file."""
    plain = fold(message)
    words = list(_split(words_of(plain.text)))
    begin = 0
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else None
        gap = _gap(message, plain, word, after)
        if after is None or _ends(gap, message[: plain.place(word.start, word.end)[1]], after):
            part = words[begin : number + 1]
            asked = "?" in gap or "？" in gap
            yield Sentence(message, plain, part, _told(lexicon_of(name, language).hits(part)), asked)
            begin = number + 1


def _gap(message: str, plain: Plain, word: Word, after: Word | None) -> str:
    """What stands between two words as it was typed: the plain form has no signs between Chinese characters."""
    first = plain.place(word.start, word.end)[1]
    return message[first : plain.place(after.start, after.end)[0] if after is not None else len(message)]


def _ends(gap: str, before: str, after: Word) -> bool:
    """Whether a sentence ends in `gap`; a dot inside of a number and one behind a date end none."""
    found = _END.search(gap)
    if found is None or found.group() != ".":
        return found is not None
    return not (_DAY.search(before) or (gap == "." and after.text[:1].isdigit()))


def _told(marks: list[Hit]) -> list[Hit]:
    """Without what stands inside of a longer phrase of another meaning: `upon receipt` is no arrival."""
    covers = [mark for mark in marks if mark.concept in _COVERS]
    return [
        mark
        for mark in marks
        if mark.concept in _COVERS or not any(one.first <= mark.first and mark.last <= one.last for one in covers)
    ]


def _split(words: list[Word]) -> Iterator[Word]:
    """Words with a unit that stands at its number (`24h`) set apart."""
    for word in words:
        if found := _UNIT_AT_NUMBER.fullmatch(word.text):
            yield Word(found.group(1), word.start, word.start + found.end(1))
            yield Word(found.group(2), word.start + found.end(1), word.end)
        else:
            yield word
