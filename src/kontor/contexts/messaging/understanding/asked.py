"""What a buyer's message asks for, learned from messages that were written to learn it from (MSG-11).

A linear model hears the words, groups of letters and pairs of words of one language; small networks read the message
word by word, one of them nothing but what words mean, which all languages share. All hear what the rules of `asking`
see. They are made by `train_questions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from kontor.contexts.messaging.policing.lexicon import shipped
from kontor.contexts.messaging.policing.plain import fold
from kontor.contexts.messaging.policing.tokens import Token, meaning, tokens_of
from kontor.contexts.messaging.understanding.language import grams, words_in
from kontor.contexts.messaging.understanding.speech import Sentence

KINDS = ("stock", "parcel", "parameter")
BITS = 15
SCALE = 12.0  # one byte holds so many steps of log-odds
WEIGHTS = Path(__file__).parent / "data" / "questions.bin"
NETWORKS = Path(__file__).parent / "data" / "question_networks.bin"
SURE = 0.55  # how likely a kind must be: a ready answer to something else is worse than none
_MOST = 600  # characters that are looked at
_MOST_TOKENS = 118  # that networks read; they read 120, and what was recognised and the language stand behind these


class Heard(NamedTuple):
    """A message as the models hear it: places in the table of the linear one, and what the networks read."""

    places: Sequence[int]
    tokens: Sequence[Token]


def likely(heard: Heard) -> str | None:
    """The kind that is asked, or None when anything else is as likely."""
    from kontor.contexts.messaging.policing.network import answers  # noqa: PLC0415  (numpy only where messages are judged)

    opinions = [_linear(heard.places), *map(_shares, answers(heard.tokens, NETWORKS).tolist())]
    shares = [sum(several) / len(opinions) for several in zip(*opinions, strict=True)][1:]
    best = max(range(len(KINDS)), key=lambda number: shares[number])
    return KINDS[best] if shares[best] >= SURE else None


def _linear(places: Sequence[int]) -> list[float]:
    table, size, length = _table(), 1 << BITS, sqrt(len(places) or 1)
    worths = [sum(table[number * size + place] for place in places) / SCALE / length for number in range(len(KINDS))]
    return _shares([0.0, *worths])


def _shares(worths: Sequence[float]) -> list[float]:
    """How likely each kind is, none of them first."""
    odds = [exp(worth - max(worths)) for worth in worths]
    return [one / sum(odds) for one in odds]


def heard(text: str, code: str, told: Sequence[Sentence], asking: Sequence[bool], ruled: str | None) -> Heard:
    """A message as the models hear it.

    Args:
        code: the language it is read in. told: its sentences. asking: which of them ask.
        ruled: what the rules take it for.
    """
    from kontor.contexts.messaging.policing.judging import read  # noqa: PLC0415  (it asks this package for the language)

    text = text[:_MOST]
    seen = {*_seen(told, asking), f"#{ruled}"}
    places = {crc32(one.encode()) & ((1 << BITS) - 1) for one in {*_said(text, code), *seen}}
    tokens = tokens_of(read(text, shipped()))[:_MOST_TOKENS]
    return Heard(sorted(places), [*tokens, meaning(seen), meaning([f"#in {code}"])])


def _said(text: str, code: str) -> Iterator[str]:
    words = words_in(fold(text).text.lower())
    for word in words:
        yield from (f"{code}:{gram.decode()}" for gram in grams(word))
    for first, second in pairwise(words):
        yield f"{code}:{first} {second}"
    for first, third in zip(words, words[2:], strict=False):
        yield f"{code}:{first} _ {third}"
    yield from (f"{code}^{word}" for word in words[:1])


def _seen(told: Sequence[Sentence], asking: Sequence[bool]) -> Iterator[str]:
    for sentence, asks in zip(told, asking, strict=True):
        concepts = sorted({mark.concept for mark in sentence.marks})
        for place, concept in enumerate(concepts):
            yield f"#{concept} {asks}"
            yield from (f"#{concept} {other} {asks}" for other in concepts[place + 1 :])
        if asks:
            yield "#asks"


@lru_cache(maxsize=1)
def _table() -> memoryview:
    """Weights of each kind, one signed byte each; read once in a process that needs them."""
    return memoryview(WEIGHTS.read_bytes()).cast("b")
