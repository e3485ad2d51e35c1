"""What a seller's message commits the store to (MSG-16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.understanding.language import CODES, language
from kontor.contexts.messaging.understanding.meant import unmeant
from kontor.contexts.messaging.understanding.speech import Sentence, sentences
from kontor.contexts.messaging.understanding.times import Time, times

KINDS = ("refund", "replies", "warranty", "ships", "arrives")  # with a time; the first wins where one time has several
_FILE = "promises"
_FAR = 12  # words between what is promised and its time
_STARTS = {"se", "caso", "si"}  # conditional only where they open a clause
_SERVICE = {"free", "gratis", "gratuit*", "бесплатн*", "безплатн*"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment.

    Attributes:
        start, end: half-open range in the message. text: the passage as it was written.
        kind: `ships`, `arrives`, `refund`, `replies` (until then), `gift` (something extra) or `warranty`.
        days, hours: the length that is named; both 0 where none is, or for today.
        working: the days are working days.
        due: until when it has to be true; None where no time is named.
    """

    start: int
    end: int
    text: str
    kind: str
    days: int = 0
    hours: int = 0
    working: bool = False
    due: datetime | None = None


def promises(text: str, *, now: datetime, zone: ZoneInfo, code: str | None = None) -> tuple[Promise, ...]:
    """The commitments in a seller's message, in order; questions, negatives and conditions are none.

    Args:
        now: when it is written (aware). zone: where the store's days begin and end.
        code: the language, where it is known; otherwise it is found out.
    """
    today = now.astimezone(zone).date()
    known = code or language(text)
    tried = [known] if known else list(CODES)
    found = [tuple(_in_language(text, one, today, now, zone)) for one in tried]
    return max(found, key=len)


def _in_language(text: str, code: str, today: date, now: datetime, zone: ZoneInfo) -> Iterator[Promise]:
    for sentence in sentences(text, _FILE, code):
        if sentence.asked or _asks(sentence) or _conditional(sentence) or sentence.has("unsure"):
            continue
        yield from sorted(_promised(sentence, today, now, zone), key=lambda one: one.start)


def _asks(sentence: Sentence) -> bool:
    return any(word.text in {"吗", "么", "嘛"} for word in sentence.words[-2:])


def _conditional(sentence: Sentence) -> bool:
    """Whether it holds only under a condition."""
    for mark in sentence.of("if"):
        word = sentence.words[mark.first]
        opens = sentence.clause(mark.first) == mark.first
        if mark.last - mark.first == 1 and word.text in _STARTS:
            start, end = sentence.place(mark.first, mark.last)
            if "í" in sentence.message[start:end].lower() or not opens:
                continue
        return True
    return False


def _promised(sentence: Sentence, today: date, now: datetime, zone: ZoneInfo) -> Iterator[Promise]:
    """The promises of one sentence: each time with what it is about, then what needs no time."""
    said: set[str] = set()
    ahead = times(sentence, today)
    for number, one in enumerate(ahead):
        low = ahead[number - 1].last if number else 0
        high = ahead[number + 1].first if number + 1 < len(ahead) else len(sentence.words)
        mark = _about(sentence, one, low, high)
        if mark is None or _denied(sentence, mark, one) or unmeant(sentence, mark, one):
            continue
        said.add(mark.concept)
        working = [word.last for word in sentence.of("working") if one.last <= word.first <= one.last + 1]
        start, end = sentence.place(min(mark.first, one.first), max(mark.last, one.last, *working))
        yield Promise(
            start, end, sentence.message[start:end], mark.concept, one.days, one.hours, one.working, one.due(now, zone)
        )
    if sentence.has("will") and not sentence.has("ago"):
        for kind in ("gift", "refund"):
            open_mark = next(
                (mark for mark in sentence.of(kind) if not (_denied(sentence, mark, None) or unmeant(sentence, mark))),
                None,
            )
            if open_mark and kind not in said and not (kind == "gift" and _is_service(sentence, open_mark)):
                start, end = sentence.place(sentence.clause(open_mark.first), open_mark.last)
                yield Promise(start, end, sentence.message[start:end], kind)


def _about(sentence: Sentence, one: Time, low: int, high: int) -> Hit | None:
    """What a time is about: the nearest commitment, with the rarer kinds before the common ones."""
    near = [
        mark for mark in sentence.marks
        if mark.concept in KINDS and low <= mark.first < high and abs(mark.first - one.first) <= _FAR
        and not one.first <= mark.first < one.last
    ]  # fmt: skip
    if one.unit not in {"m", "y"} and len({mark.concept for mark in near}) > 1:
        near = [mark for mark in near if mark.concept != "warranty"]
    elif any(mark.concept == "warranty" for mark in near):
        near = [mark for mark in near if mark.concept == "warranty"]
    for kind in ("refund", "replies"):
        if any(mark.concept == kind for mark in near):
            near = [mark for mark in near if mark.concept == kind]
            break
    return min(near, key=lambda mark: (_apart(sentence, mark, one), mark.first, -mark.last), default=None)


def _apart(sentence: Sentence, mark: Hit, one: Time) -> int:
    """How many words lie between; what stands before the time is a little nearer, what an `and` divides is far."""
    low, high = min(mark.last, one.last), max(mark.first, one.first)
    divided = any(low <= joint.first < high for joint in sentence.of("and"))
    return (high - low) * 2 + (mark.first > one.first) + 2 * _FAR * divided


def _denied(sentence: Sentence, mark: Hit, one: Time | None) -> bool:
    """Whether a negation stands before it in its clause."""
    begin = sentence.clause(min(mark.first, one.first) if one else mark.first)
    end = max(mark.first, one.first if one else 0)
    safe = {place for phrase in sentence.of("atmost") for place in range(phrase.first, phrase.last)}
    return any(begin <= no.first < max(end, mark.last + 1) and no.first not in safe for no in sentence.of("not"))


def _is_service(sentence: Sentence, mark: Hit) -> bool:
    """Whether what is free is the delivery or the return, or a figure of speech."""
    beside = {
        other.concept
        for other in sentence.marks
        if mark.first - 2 <= other.first <= mark.last + 1 and other.concept in {"ships", "arrives", "refund"}
    }
    given = {"送", "赠"} & {word.text for word in sentence.words[mark.first : mark.last]}
    start = sentence.words[mark.first].text
    feel = mark.first > 0 and sentence.words[mark.first - 1].text == "feel"
    return feel or (
        bool(beside) and not given and (start.startswith(("free", "grat", "бесплат", "безплат")) or start == "免")
    )
