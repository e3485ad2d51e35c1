"""What a word is about, in any of the languages: one of some hundred groups of words that are used alike (MSG-09).

`data/senses.bin` holds the groups: 4 bytes of a hash of each word, in order, 2 bytes for its group, and for each group
one byte for the broader field that it belongs to. They come
from the vectors of an open multilingual encoder (docs/adr/0032): *перевести*, *transferir* and 转 are near each other,
though no line of the fitting texts says so.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from kontor.contexts.messaging.policing.plain import DATA
from kontor.contexts.messaging.policing.words import is_han

_LONGEST_HAN = 4  # characters of a Chinese word
_SHORTEST_STEM = 5
_ENDINGS = 3  # letters that an unknown word may lose at its end


class _Table(NamedTuple):
    words: array[int]
    groups: array[int]
    fields: bytes


@lru_cache(maxsize=1)
def _table() -> _Table:
    """The shipped groups; read once in a process that needs them."""
    raw = (DATA / "senses.bin").read_bytes()
    count = int.from_bytes(raw[:4], "little")
    words, groups = array("I"), array("H")
    words.frombytes(raw[4 : 4 + count * 4])
    groups.frombytes(raw[4 + count * 4 : 4 + count * 6])
    if sys.byteorder == "big":
        words.byteswap()
        groups.byteswap()
    return _Table(words, groups, raw[4 + count * 6 :])


@lru_cache(maxsize=20_000)
def group(word: str) -> int:
    """The group of a word (from 1), or 0 when neither it nor its stem is known."""
    table = _table()
    stems = range(_ENDINGS + 1) if len(word) > _SHORTEST_STEM and not is_han(word) else range(1)
    for ending in stems:
        wanted = crc32(word[: len(word) - ending].encode())
        at = bisect_left(table.words, wanted)
        if at < len(table.words) and table.words[at] == wanted:
            return table.groups[at]
    return 0


def field_of(number: int) -> int:
    """The broader field of a group of words; 0 for unknown words."""
    return _table().fields[number]


def groups_of(tokens: Sequence[str]) -> Iterator[int]:
    """The groups of the words of a passage in order, 0 for unknown ones; Chinese characters as the longest words."""
    place = 0
    while place < len(tokens):
        size = 1
        if is_han(tokens[place]):
            size = next(
                (n for n in range(_LONGEST_HAN, 1, -1) if all(map(is_han, tokens[place : place + n]))
                 and place + n <= len(tokens) and group("".join(tokens[place : place + n]))), 1,
            )  # fmt: skip
        yield group("".join(tokens[place : place + size]))
        place += size
