"""The words of a plain text: letters and digits of one kind together, Chinese characters one by one."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\u3007]|[^\W0-9a-z_\u3400-\u9fff]+")


class Word(NamedTuple):
    """A word and where it stands in the plain text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """All words, in order."""
    return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


def is_han(word: str) -> bool:
    """Whether a word is a Chinese character."""
    return "\u3400" <= word[0] <= "\u9fff"
