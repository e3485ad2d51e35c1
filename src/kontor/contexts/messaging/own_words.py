"""Which words of a message are judged: those for which whoever sends it answers (MSG-05, MSG-09, MSG-11).

That is all of it, but in an automatic reply neither the house's own sentences nor what a carrier said of a parcel.
"""

from __future__ import annotations

from dataclasses import replace

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.drafts import Draft
from kontor.contexts.messaging.judging import Verdict


def judged(draft: Draft) -> Verdict:
    """What the policy says of a message; passages are places in its whole text."""
    begin, words = _of_sender(draft)
    if not words:
        return Verdict((), 0)
    verdict = judging.judge(words)
    moved = (replace(one, start=one.start + begin, end=one.end + begin) for one in verdict.passages)
    return replace(verdict, passages=tuple(moved)) if begin else verdict


def states_parameters(draft: Draft, fallback: str) -> bool:
    """Whether it states what a product is like (MSG-05), in the language that it says it is in or in which it is.

    Args:
        fallback: the language where it cannot be told.
    """
    _begin, words = _of_sender(draft)
    told = judging.language_of(words, draft.language or fallback)
    return any(judging.states_parameters(words, one) for one in {told, draft.language or told})


def _of_sender(draft: Draft) -> tuple[int, str]:
    """Where these words begin, and the words."""
    begin, end = draft.judged or (0, len(draft.text))
    return begin, draft.text[begin:end]
