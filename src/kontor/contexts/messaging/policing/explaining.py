"""What a message would get, with everything that was recognised: for the operator's page (MSG-09)."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.contexts.messaging.policing.judging import Verdict, judge, read
from kontor.contexts.messaging.policing.lexicon import Lexicon, shipped
from kontor.contexts.messaging.policing.plain import whole


@dataclass(frozen=True, slots=True)
class Recognised:
    """One thing that was recognised.

    Attributes:
        text: as it was written. start, end: where.
        what: a concept (`messenger`, `pay`, `parcel` …) or a kind (`phone`, `mail`, `number` …).
        sure: it decides by itself. hidden: it was written so as not to be seen.
    """

    start: int
    end: int
    text: str
    what: str
    sure: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict, the text as it is read and what was recognised in it, in order."""

    verdict: Verdict
    plain: str
    recognised: tuple[Recognised, ...]


def explain(text: str, lexicon: Lexicon | None = None) -> Explanation:
    """Judge a message and say what the judgement stands on."""
    lexicon = lexicon or shipped()
    reading = read(text, lexicon)
    parts = [
        (reading.words[hit.first].start, reading.words[hit.last - 1].end, hit.concept, False, hit.hidden)
        for hit in reading.hits
    ]
    parts += [(item.start, item.end, item.kind, item.sure, False) for item in reading.found]
    parts += [(start, end, f"phrase:{phrase.action.value}", True, False) for start, end, phrase in reading.phrases]
    recognised = []
    for start, end, what, sure, hidden in sorted(parts):
        low, high = reading.plain.place(start, end)
        high = whole(text, high)
        recognised.append(Recognised(low, high, text[low:high], what, sure, hidden))
    return Explanation(judge(text, lexicon=lexicon), reading.plain.text, tuple(recognised))
