"""What a message means: a linear model over its concepts and letters (MSG-09).

Concepts (`pay`, `outside`, `case`, `parcel` …) are the same in all languages, so what is learned about them in one
helps in the others. Beginnings of words in Latin letters (`stem`), those that stand near each other and those beside a
concept tell what a word does there; words and groups of letters add what is particular to each language. Senses name
what all the other words are about (`senses`); they speak alone, in pairs, and to the words beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple
from zlib import crc32

from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.policing.senses import Sense
from kontor.contexts.messaging.policing.spoken import about_senses, spoken
from kontor.contexts.messaging.policing.stems import SPREAD, stem
from kontor.contexts.messaging.policing.words import Word, is_han

CONCEPT_BITS, STEM_BITS, LETTER_BITS, SENSE_BITS = 17, 21, 20, 20
SIZES = (1 << CONCEPT_BITS, 1 << STEM_BITS, 1 << LETTER_BITS, 1 << SENSE_BITS)
_CONCEPT_LOUDNESS, _STEM_LOUDNESS, _LETTER_LOUDNESS, _SENSE_LOUDNESS = 0.2, 3.0, 3.0, 3.0
_FAR = 8  # concepts apart that still speak to each other
_MOST_LETTERS = 18
_LEAST_GRAM, _MOST_GRAM = 3, 5
_NEAR = 4  # words apart whose stems speak to each other
_SIGN = re.compile("[\u2600-\u27bf\U0001f300-\U0001f3fa\U0001f400-\U0001faff]")


class Features(NamedTuple):
    """Places in the tables of weights, each table with its own."""

    concepts: frozenset[int]
    stems: frozenset[int]
    letters: frozenset[int]
    senses: frozenset[int] = frozenset()


def loudnesses(features: Features) -> tuple[float, float, float, float]:
    """How much each place of the four tables counts: long sentences do not speak louder."""
    return (
        _CONCEPT_LOUDNESS,
        _STEM_LOUDNESS / sqrt(len(features.stems) + 1),
        _LETTER_LOUDNESS / sqrt(len(features.letters) + 1),
        _SENSE_LOUDNESS / sqrt(len(features.senses) + 1),
    )


def features(
    text: str,
    words: Sequence[Word],
    hits: Sequence[Hit],
    found: Sequence[Found],
    senses: Sequence[Sense],
    first: int,
    last: int,
) -> Features:
    """What the words `first`…`last` say.

    Args:
        text: plain text of the whole message; words, hits, found, senses: of the whole message, in order.
    """
    begin, end = words[first].start, words[last - 1].end
    after = words[last].start if last < len(words) else len(text)
    before = words[first - 1].end if first else 0
    hits = hits[
        bisect_left(hits, first, key=lambda hit: hit.first) : bisect_left(hits, last, key=lambda hit: hit.first)
    ]
    low = bisect_left(found, begin, key=lambda item: item.start)
    found = found[low : bisect_left(found, end, key=lambda item: item.start)]
    sequence = _sequence(words, hits, found, first, last)
    asked = "?" in text[begin:after]
    if asked:
        sequence.append("?")
    signs = sorted(set(_SIGN.findall(text, before, after)))
    concepts = {crc32(name.encode()) & _CONCEPTS for name in _about([*sequence, *map(signed, signs)])}
    inside = {place for item in found for place in _places(words, item, first, last)}
    tokens = [
        "#" if place in inside or words[place].text[0].isdigit() else words[place].text for place in range(first, last)
    ]
    letters = {crc32(gram) & _LETTERS for gram in _grams(tokens)}
    letters.update(crc32(sign.encode()) & _LETTERS for sign in signs)
    named = spoken(hits, senses, first, last, asked=asked)
    return Features(
        frozenset(concepts),
        frozenset(_about_stems(tokens, set(sequence))),
        frozenset(letters),
        frozenset(about_senses(words, named, first, last, _SENSES)),
    )


_CONCEPTS, _STEMS, _LETTERS, _SENSES = (size - 1 for size in SIZES)


def signed(sign: str) -> str:
    """What a picture stands for."""
    return next((concept for concept, signs in _PICTURES.items() if sign in signs), "picture")


_PICTURES = {
    "sign phone": "📞☎📱📲☏🤳🤙",
    "sign letter": "💬🗨💭✉📧📨📩📮",
    "sign app": "🟢💚🟩✈🛩🛫🐦🐤📸📷👻🐧🟣💜🔵📘🛰🎵🕊",
    "sign pay": "💰💵💶💳💸🏦🪙💲",
}


def _about_stems(tokens: Sequence[str], present: set[str]) -> Iterator[int]:
    """Stems of words, those that are near each other, and those beside a concept."""
    stems = [stem(token) for token in tokens]
    for place, one in enumerate(stems):
        yield one & _STEMS
        for other in range(place + 1, min(place + _NEAR, len(stems))):
            yield ((one * 4099 + stems[other]) * 4 + (other == place + 1)) * SPREAD >> 7 & _STEMS
    known = set(stems)
    known.update(one * 4099 + two for (one, two), token in zip(pairwise(stems), tokens, strict=False) if is_han(token))
    for concept in present:
        base = crc32(concept.encode())
        for one in known:
            yield (base + one * 65_599) * SPREAD >> 7 & _STEMS


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
