"""What is read out of a text: what the policy stops, its language, what is asked, what is promised.

The one seam to `policing` and `understanding`; tests put others in their place with `instead`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from kontor.contexts.messaging import policing
from kontor.contexts.messaging.policing import Passage, Verdict
from kontor.contexts.messaging.policy_words import lexicon

__all__ = ["Passage", "Promised", "Verdict", "instead", "judge", "language_of", "promises_in", "question_of"]

Kinds = str  # what is asked: "stock", "parcel", "" for anything else


def _judge(text: str) -> Verdict:
    return policing.judge(text, lexicon=lexicon())


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment in a text: where, of which kind, within how many days or hours (0: none is named)."""

    start: int
    end: int
    kind: str
    days: int = 0
    hours: int = 0
    working: bool = False


@dataclass(frozen=True)
class Reader:
    """The four questions that are asked of a text."""

    judge: Callable[[str], Verdict] = _judge
    language: Callable[[str], str] = field(default=lambda _text: "")
    question: Callable[[str, str], Kinds] = field(default=lambda _text, _language: "")
    promises: Callable[[str, str], Sequence[Promised]] = field(default=lambda _text, _language: ())


_readers = [Reader()]


def judge(text: str) -> Verdict:
    """What the policy says of a text (MSG-09)."""
    return _readers[-1].judge(text)


def language_of(text: str, fallback: str) -> str:
    """The language of a text, of those of the market; `fallback` where it cannot be told."""
    return _readers[-1].language(text) or fallback


def question_of(text: str, language: str) -> Kinds:
    """What a buyer asks: "stock", "parcel" or "" (MSG-11)."""
    return _readers[-1].question(text, language)


def promises_in(text: str, language: str) -> Sequence[Promised]:
    """What a store commits itself to (MSG-16)."""
    return _readers[-1].promises(text, language)


@contextmanager
def instead(**given: Callable[..., object]) -> Iterator[None]:
    """Within the block other functions answer. For tests."""
    _readers.append(replace(_readers[-1], **given))  # type: ignore[arg-type]
    try:
        yield
    finally:
        _readers.pop()
