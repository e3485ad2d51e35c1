"""What the senses of a sentence say: alone, in pairs, and to the words beside them (MSG-09)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.policing.senses import Sense
from kontor.contexts.messaging.policing.stems import SPREAD, stem
from kontor.contexts.messaging.policing.words import Word

_FAR = 9  # words from a sense to another that it still speaks to
_BESIDE = 3  # words from a sense that speak to it


def spoken(
    hits: Sequence[Hit], senses: Sequence[Sense], first: int, last: int, *, asked: bool
) -> list[tuple[int, int]]:
    """Where a sense or concept is named, as a number, in order."""
    named: dict[int, list[int]] = {}
    for place in range(first, last):
        if senses[place]:
            named[place] = [_named("S" + sense) for sense in senses[place]]
    for hit in hits:
        named.setdefault(hit.first, []).append(_named("c" + hit.concept))
    found = [(place, name) for place in sorted(named) for name in named[place]]
    return [*found, (last, _named("?"))] if asked else found


@lru_cache(maxsize=1_000)
def _named(name: str) -> int:
    return crc32(name.encode())


def about_senses(
    words: Sequence[Word], named: Sequence[tuple[int, int]], first: int, last: int, mask: int
) -> Iterator[int]:
    """Places of senses, those that follow each other soon, and each with the words beside it."""
    stems = [stem(words[place].text) for place in range(first, last)]
    for at, (place, name) in enumerate(named):
        yield name & mask
        for further in range(at + 1, len(named)):
            other_place, other = named[further]
            if other_place - place > _FAR:
                break
            if other != name:
                pair = (name * 4099 + other) * 4
                yield pair * SPREAD >> 7 & mask
                if other_place - place <= 2:
                    yield (pair + 1) * SPREAD >> 7 & mask
        if place < last:
            for beside in range(max(first, place - _BESIDE), min(last, place + _BESIDE + 1)):
                if beside != place:
                    side = 196_797 if beside < place else 65_599
                    yield (name + stems[beside - first] * side) * SPREAD >> 7 & mask
