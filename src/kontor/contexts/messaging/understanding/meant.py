"""What sounds like a commitment and is none: hedged, asked of the buyer, past, said by somebody else (MSG-16)."""

from __future__ import annotations

from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.understanding.speech import Sentence
from kontor.contexts.messaging.understanding.times import Time

_NEAR = 2  # words between what is said and that it is past
_BUYERS_RIGHTS = {"refund", "ships", "replies", "arrives"}


def unmeant(sentence: Sentence, mark: Hit, one: Time | None = None) -> bool:
    """Whether the store does not commit itself by `mark` (and the time `one`)."""
    return (
        _hedged(sentence, mark, one)
        or _wanted(sentence, mark)
        or _in_clause(sentence, mark, "cannot", "formerly")
        or _said_by_others(sentence, mark)
        or (mark.concept in _BUYERS_RIGHTS and _allowed(sentence, mark))
        or ((one is None or one.unit == "on") and _past(sentence, mark))
    )


def _hedged(sentence: Sentence, mark: Hit, one: Time | None) -> bool:
    """Perhaps, we hope, we try: in the clause of what is said, or of its time."""
    clauses = {sentence.clause(mark.first)} | ({sentence.clause(one.first)} if one else set())
    return any(
        sentence.clause(hedge.first) in clauses or _stands_alone(sentence, hedge) for hedge in sentence.of("hedge")
    )


def _stands_alone(sentence: Sentence, hedge: Hit) -> bool:
    """`Perhaps, …`: a clause of its own, which means what follows."""
    begins = sentence.clause(hedge.first) == hedge.first
    return begins and hedge.last < len(sentence.words) and sentence.clause(hedge.last) == hedge.last


def _wanted(sentence: Sentence, mark: Hit) -> bool:
    """The buyer is asked to do it: `please reply within 24 hours`."""
    for please in sentence.of("please"):
        if _meet(please, mark):
            return True
        if please.first < mark.first and _same_breath(sentence, please, mark):
            return True
        if please.first >= mark.last and please.last == len(sentence.words) and not sentence.has("will"):
            return True
    return False


def _allowed(sentence: Sentence, mark: Hit) -> bool:
    """The buyer may do it: `you can return it within 14 days`."""
    return any(
        _meet(may, mark) or (may.first < mark.first and _same_breath(sentence, may, mark))
        for may in sentence.of("youcan")
    )


def _said_by_others(sentence: Sentence, mark: Hit) -> bool:
    return any(
        other.first < mark.first and sentence.clause(other.first) == sentence.clause(mark.first)
        for other in sentence.of("others")
    )


def _in_clause(sentence: Sentence, mark: Hit, *concepts: str) -> bool:
    """Whether one of the concepts stands in the clause, wherever: `a refund within 3 days is not possible`."""
    clause = sentence.clause(mark.first)
    return any(sentence.clause(one.first) == clause for one in sentence.marks if one.concept in concepts)


def _past(sentence: Sentence, mark: Hit) -> bool:
    """It has happened: the word itself is past, or one beside it is, and nothing before it points ahead."""
    for done in sentence.of("past"):
        near = _meet(done, mark) or (_apart(done, mark) <= _NEAR and not _joined(sentence, done, mark))
        ahead = any(done.first - 3 <= will.first < done.first for will in sentence.of("future"))
        if near and not ahead:
            return True
    return False


def _meet(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _apart(one: Hit, other: Hit) -> int:
    return max(one.first, other.first) - min(one.last, other.last)


def _joined(sentence: Sentence, one: Hit, other: Hit) -> bool:
    """Whether an `and` stands between."""
    low, high = min(one.last, other.last), max(one.first, other.first)
    return any(low <= joint.first < high for joint in sentence.of("and"))


def _same_breath(sentence: Sentence, one: Hit, other: Hit) -> bool:
    """In one clause, and no `and` between."""
    return sentence.clause(one.first) == sentence.clause(other.first) and not _joined(sentence, one, other)
