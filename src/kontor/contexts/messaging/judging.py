"""What is read out of a text: what the policy stops, its language, what is asked, stated and promised.

The one seam to `policing` and `understanding`; tests put others in their place with `instead`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from kontor.contexts.messaging import policing, understanding
from kontor.contexts.messaging.policing import Passage, Verdict
from kontor.contexts.messaging.policy_words import lexicon
from kontor.contexts.messaging.understanding import Promise as Promised
from kontor.contexts.messaging.understanding.language import CODES

__all__ = [
    "Passage", "Promised", "Verdict", "instead", "judge", "language_of", "promises_in", "question_of",
    "states_parameters",
]  # fmt: skip


def _judge(text: str) -> Verdict:
    return policing.judge(text, lexicon=lexicon())


# The readers name languages as standards do, the market as its addresses do.
_THEIRS: Mapping[str, str] = {code.lower(): code for code in CODES}


def _language(text: str) -> str:
    return (understanding.language(text) or "").lower()


def _question(text: str, language: str) -> str | None:
    return understanding.question(text, _THEIRS.get(language))


def _parameters(text: str, language: str) -> bool:
    return understanding.states_parameters(text, _THEIRS.get(language))


def _promises(text: str, moment: datetime, zone: ZoneInfo, language: str) -> Sequence[Promised]:
    return understanding.promises(text, now=moment, zone=zone, code=_THEIRS.get(language))


@dataclass(frozen=True)
class Reader:
    """The questions that are asked of a text."""

    judge: Callable[[str], Verdict] = _judge
    language: Callable[[str], str] = _language
    question: Callable[[str, str], str | None] = _question
    parameters: Callable[[str, str], bool] = _parameters
    promises: Callable[[str, datetime, ZoneInfo, str], Sequence[Promised]] = _promises


_readers = [Reader()]


def judge(text: str) -> Verdict:
    """What the policy says of a text (MSG-09)."""
    return _readers[-1].judge(text)


def language_of(text: str, fallback: str) -> str:
    """The language of a text, of those of the market; `fallback` where it cannot be told."""
    return _readers[-1].language(text) or fallback


def question_of(text: str, language: str) -> str:
    """What a buyer asks: "stock", "parcel", "parameter" or "" (MSG-11)."""
    return _readers[-1].question(text, language) or ""


def states_parameters(text: str, language: str) -> bool:
    """Whether a store states what a product is like (MSG-05)."""
    return _readers[-1].parameters(text, language)


def promises_in(text: str, *, at: datetime, zone: str, language: str) -> Sequence[Promised]:
    """What a store commits itself to (MSG-16).

    Args:
        at: when it is written; zone: where the store's days begin and end.
    """
    return _readers[-1].promises(text, at, ZoneInfo(zone), language)


@contextmanager
def instead(**given: Callable[..., object]) -> Iterator[None]:
    """Within the block other functions answer. For tests."""
    _readers.append(replace(_readers[-1], **given))  # type: ignore[arg-type]
    try:
        yield
    finally:
        _readers.pop()
