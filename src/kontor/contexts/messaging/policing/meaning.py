"""What a message means: a linear model over its concepts and letters (MSG-09).

Concepts (`pay`, `outside`, `case`, `parcel` …) are the same in all languages, so what is learned about them in one
helps in the others; words and groups of letters add what is particular to each.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import NamedTuple
from zlib import crc32

from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.policing.plain import DATA
from kontor.contexts.messaging.policing.words import Word, is_han

CONCEPT_BITS, LETTER_BITS = 16, 18
_LOUDNESS = 3.0  # of letters beside concepts
_FAR = 8  # concepts apart that still speak to each other
_MOST_LETTERS = 18
_LEAST_GRAM, _MOST_GRAM = 3, 5


class Features(NamedTuple):
    """Places in the two tables of weights."""

    concepts: frozenset[int]
    letters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights: one signed byte each, times a scale."""

    bias: float
    threshold: float
    concept_scale: float
    letter_scale: float
    concepts: memoryview
    letters: memoryview

    def score(self, features: Features) -> float:
        """How much speaks for a violation, in log-odds above the threshold."""
        concepts, letters = self.concepts, self.letters
        meant = sum([concepts[place] for place in features.concepts]) * self.concept_scale
        read = sum([letters[place] for place in features.letters]) * self.letter_scale
        return self.bias + meant + read * letter_share(len(features.letters)) - self.threshold


def letter_share(count: int) -> float:
    """How much each of so many groups of letters counts: long sentences do not speak louder."""
    return _LOUDNESS / sqrt(count + 1)


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped weights; read once in a process that needs them."""
    raw = (DATA / "weights.bin").read_bytes()
    head, _, rest = raw.partition(b"\n")
    facts = json.loads(head)
    view = memoryview(rest).cast("b")
    return Model(
        facts["bias"], facts["threshold"], facts["concept_scale"], facts["letter_scale"],
        view[: 1 << CONCEPT_BITS], view[1 << CONCEPT_BITS :],
    )  # fmt: skip


def features(
    words: Sequence[Word], hits: Sequence[Hit], found: Sequence[Found], first: int, last: int, *, asked: bool
) -> Features:
    """What the words `first`…`last` say.

    Args:
        words, hits, found: of the whole message, in order.
        asked: whether the passage has a question mark.
    """
    begin, end = words[first].start, words[last - 1].end
    hits = hits[
        bisect_left(hits, first, key=lambda hit: hit.first) : bisect_left(hits, last, key=lambda hit: hit.first)
    ]
    low = bisect_left(found, begin, key=lambda item: item.start)
    found = found[low : bisect_left(found, end, key=lambda item: item.start)]
    sequence = _sequence(words, hits, found, first, last)
    if asked:
        sequence.append("?")
    concepts = {crc32(name.encode()) & _CONCEPTS for name in _about(sequence)}
    inside = {place for item in found for place in _places(words, item, first, last)}
    tokens = [
        "#" if place in inside or words[place].text[0].isdigit() else words[place].text for place in range(first, last)
    ]
    return Features(frozenset(concepts), frozenset(crc32(gram) & _LETTERS for gram in _grams(tokens)))


_CONCEPTS, _LETTERS = (1 << CONCEPT_BITS) - 1, (1 << LETTER_BITS) - 1


def _places(words: Sequence[Word], item: Found, first: int, last: int) -> Iterator[int]:
    low, high = first, last  # the first word that ends after the beginning
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= item.start:
            low = middle + 1
        else:
            high = middle
    while low < last and words[low].start < item.end:
        yield low
        low += 1


def _sequence(words: Sequence[Word], hits: Sequence[Hit], found: Sequence[Found], first: int, last: int) -> list[str]:
    """Concepts in the order of the words."""
    placed: list[tuple[int, str]] = []
    for hit in hits:
        placed.append((hit.first, hit.concept))
        if hit.hidden:
            placed.append((hit.first, "hidden"))
    for item in found:
        place = next(_places(words, item, first, last), None)
        if place is not None:
            placed.append((place, f"{item.kind}{'!' if item.sure else '~'}"))
    return [concept for _, concept in sorted(set(placed))]


_HARMLESS = {"item", "works", "law", "other", "onlyhere", "bysite", "installs", "print", "parcel", "refund", "neg"}
_LEADING = (
    "messenger",
    "phone",
    "mailbox",
    "tool",
    "bank",
    "pay",
    "out",
    "code",
    "reach",
    "maybe",
    "bypass",
    "ownshop",
    "askcontact",
    "otherapp",
)
_SOFTENING = (
    "item", "works", "neg", "here", "parcel", "refund", "numbered", "law", "other", "onlyhere", "bysite", "installs",
    "print", "paid", "pay", "reach", "give", "me", "you", "fee", "cheap", "out", "bank", "?",
)  # fmt: skip


def _about(sequence: list[str]) -> Iterator[str]:
    """Names of the features of a sequence of concepts."""
    present = set(sequence)
    yield from (f"has {concept}" for concept in present)
    rare = sorted(present - {"me", "you"})
    yield from (f"{one}&{two}" for at, one in enumerate(rare) for two in rare[at + 1 :])
    for place, concept in enumerate(sequence):
        yield from (f"{concept}>{other}" for other in sequence[place + 1 : place + _FAR])
        if place + 1 < len(sequence):
            yield f"{concept}>>{sequence[place + 1]}"
        if place + 2 < len(sequence):
            yield f"{concept}>>{sequence[place + 1]}>>{sequence[place + 2]}"
    for leading in present.intersection(_LEADING):
        missing = [soft for soft in _SOFTENING if soft not in present]
        yield from (f"{leading} without {soft}" for soft in missing)
        if not present & _HARMLESS:
            yield f"{leading} alone"
            yield from (f"{leading} alone with {soft}" for soft in present.intersection(_SOFTENING))
    yield f"size {min(len(present), 9)}"


def _grams(tokens: list[str]) -> Iterator[bytes]:
    """Words, pairs of words and groups of letters."""
    before, first = "^", "^^"
    for token in [*tokens, "$"]:
        yield f"{before} {token}".encode()
        yield f"{first} _ {token}".encode()
        if is_han(token):
            yield f"{first}{before}{token}".encode()
        yield token.encode()
        if len(token) > 2 and not is_han(token):
            framed = f"<{token[:_MOST_LETTERS]}>"
            for size in range(_LEAST_GRAM, _MOST_GRAM + 1):
                for at in range(len(framed) - size + 1):
                    yield framed[at : at + size].encode()
        before, first = token, before
