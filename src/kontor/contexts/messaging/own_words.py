"""Which words of a message are judged: those for which whoever sends it answers (MSG-05, MSG-09, MSG-11).

That is all of it, but in an automatic reply what the store wrote: neither the house's own sentences, nor what a carrier
said of a parcel, nor what fills the places. A title was looked at when its product was, and stands where everybody
reads it; its figures would be taken for a telephone number, or for what a product is like.
"""

from __future__ import annotations

from dataclasses import replace

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.drafts import Draft
from kontor.contexts.messaging.judging import Passage, Verdict
from kontor.contexts.messaging.rules.phrases import Filled


def judged(draft: Draft) -> Verdict:
    """What the policy says of a message; passages are places in its whole text."""
    words = _of_sender(draft)
    if not words:
        return Verdict((), 0)
    verdict = judging.judge(words)
    return replace(verdict, passages=tuple(_placed(one, draft.filled) for one in verdict.passages))


def states_parameters(draft: Draft, fallback: str) -> bool:
    """Whether it states what a product is like (MSG-05), in the language that it says it is in or in which it is.

    Args:
        fallback: the language where it cannot be told.
    """
    words = _of_sender(draft)
    if not words:
        return False
    told = judging.language_of(words, draft.language or fallback)
    return any(judging.states_parameters(words, one) for one in {told, draft.language or told})


def _of_sender(draft: Draft) -> str:
    return draft.text if draft.filled is None else draft.filled.written


def _placed(passage: Passage, filled: Filled | None) -> Passage:
    if filled is None:
        return passage
    start, end = filled.place(passage.start, passage.end)
    return replace(passage, start=start, end=end)
