"""Whether a message may be delivered, and if not, which passage breaks which rule (MSG-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kontor.contexts.messaging.policing.accounts import accounts
from kontor.contexts.messaging.policing.addresses import handles, links, mails
from kontor.contexts.messaging.policing.backwards import backward_addresses, initials
from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import Action, Hit, Lexicon, Phrase, shipped
from kontor.contexts.messaging.policing.meaning import Features, features
from kontor.contexts.messaging.policing.numbers import numbers
from kontor.contexts.messaging.policing.plain import Plain, fold, whole
from kontor.contexts.messaging.policing.rules import RULES
from kontor.contexts.messaging.policing.senses import Sense, senses_of
from kontor.contexts.messaging.policing.spelled import hidden_names
from kontor.contexts.messaging.policing.tokens import tokens_of
from kontor.contexts.messaging.policing.tongues import script, tongue
from kontor.contexts.messaging.policing.weights import model
from kontor.contexts.messaging.policing.words import Word, words_of

_END = re.compile(r"[!?;\n]+|\.(?=\s|$|[\u3400-\u9fff])")
_FEWEST, _MOST = 2, 40  # words that are understood as one
_MOST_PARTS, _MOST_WHOLE = 6, 90  # sentences and words of a message that is also understood as one
NOTHING = -99.0  # the score of a message without words
NETWORK_WEIGHT = 4.0  # of what the networks say beside the linear model
_CLEARLY = 14.0  # so far from the threshold nothing that the other networks say changes it
SETTLED = ("phone", "mail", "link", "handle", "bank", "wallet")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that breaks a rule.

    Attributes:
        start, end: half-open range in the message as it was written.
        text: the passage as it was written.
        rule: code of the rule.
        sentence: what the rule says, for the writer (translate where it is shown).
        note: of an operator's phrase.
    """

    start: int
    end: int
    text: str
    rule: str
    sentence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a message.

    Attributes:
        passages: what breaks a rule, in order; empty when the message passes.
        score: how much its meaning speaks for a violation, in log-odds above the threshold (below 0: for none).
    """

    passages: tuple[Passage, ...]
    score: float

    @property
    def blocked(self) -> bool:
        """Whether the message is not delivered."""
        return bool(self.passages)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as the engine reads it."""

    message: str
    plain: Plain
    words: list[Word]
    hits: list[Hit]
    found: list[Found]
    phrases: list[tuple[int, int, Phrase]]
    tongue: str
    senses: list[Sense]


def read(message: str, lexicon: Lexicon) -> Reading:
    """Everything recognised in a message, before it is judged."""
    plain = fold(message)
    words = words_of(plain.text)
    phrases = list(_phrases(plain, words, lexicon))
    allowed = [(start, end) for start, end, phrase in phrases if phrase.action is Action.ALLOW]

    def free(start: int, end: int) -> bool:
        return not any(low < end and start < high for low, high in allowed)

    words = [word for word in words if free(word.start, word.end)]
    hits = [*lexicon.hits(words), *hidden_names(plain.text, words, lexicon), *initials(plain.text, words, lexicon)]
    hits = sorted({hit for hit in hits if free(words[hit.first].start, words[hit.last - 1].end)})
    found = [
        *mails(plain.text, words), *links(plain.text, words, lexicon.own_hosts), *handles(plain.text, words, hits),
        *accounts(message, plain, words, hits), *backward_addresses(plain.text), *numbers(plain.text, words, hits),
    ]  # fmt: skip
    found = [item for item in found if free(item.start, item.end)]
    held = tongue(message, plain.text)
    return Reading(message, plain, words, hits, _without_parts(found), phrases, held, senses_of(words, held))


def judge(text: str, *, lexicon: Lexicon | None = None) -> Verdict:
    """Judge a message; never raises, in time linear in its length."""
    reading = read(text, lexicon or shipped())
    found = [item for item in reading.found if item.sure and item.kind in SETTLED]
    blocking = [(start, end, phrase) for start, end, phrase in reading.phrases if phrase.action is Action.BLOCK]
    settled = [(item.start, item.end) for item in found] + [(start, end) for start, end, _ in blocking]
    passages = [_passage(reading, item.start, item.end, item.kind) for item in found]
    passages += [_passage(reading, start, end, "phrase", phrase.note) for start, end, phrase in blocking]
    score, blamed = understood(reading)
    for first, last in blamed:
        start, end = reading.words[first].start, reading.words[last - 1].end
        if not any(start <= low and high <= end for low, high in settled):
            passages.append(_passage(reading, start, end, _kind(reading, first, last)))
    return Verdict(_merged(passages), score)


def understood(reading: Reading) -> tuple[float, list[tuple[int, int]]]:
    """How much the meaning speaks for a violation (log-odds above the threshold), and which words do."""
    from kontor.contexts.messaging.policing.network import opinion  # noqa: PLC0415  (numpy only where messages are judged)

    parts = readings(reading)
    if not parts:
        return NOTHING, []
    known = model()
    worths = [known.score(meaning_of(reading, *part)) for part in parts]
    threshold, worst = known.thresholds[held_to(reading)], max(worths)
    needed, clearly = (threshold - worst) / NETWORK_WEIGHT, _CLEARLY / NETWORK_WEIGHT
    score = weighed(worst, opinion(tokens_of(reading), needed - clearly, needed + clearly)) - threshold
    if score <= 0:
        return score, []
    whole_too = len(parts) > 1 and parts[-1] == (0, len(reading.words))
    alone = list(zip(worths, parts[:-1] if whole_too else parts, strict=False))
    return score, [part for worth, part in alone if worth > 0] or [max(alone)[1]]


def held_to(reading: Reading) -> str:
    """Whose threshold counts: the language's, or the script's where a word or two tell no language."""
    return reading.tongue if len(reading.words) > _FEWEST else script(reading.plain.text)


def weighed(linear: float, network: float) -> float:
    """Both opinions as one."""
    return linear + NETWORK_WEIGHT * network


def meaning_of(reading: Reading, first: int, last: int) -> Features:
    """What the words `first`…`last` say to the model."""
    return features(reading.plain.text, reading.words, reading.hits, reading.found, reading.senses, first, last)


def readings(reading: Reading) -> list[tuple[int, int]]:
    """The sentences, and behind them the whole of a message that has some: what one leaves open another may say."""
    parts = sentences(reading)
    if 1 < len(parts) <= _MOST_PARTS and len(reading.words) <= _MOST_WHOLE:
        parts.append((0, len(reading.words)))
    return parts


def sentences(reading: Reading) -> list[tuple[int, int]]:
    """Ranges of words that are judged one by one: sentences, a lone word with what follows, long ones in pieces."""
    words = reading.words
    cuts = [found.end() for found in _END.finditer(reading.plain.text)]
    parts: list[tuple[int, int]] = []
    begin = at = 0
    for place in range(len(words)):
        while at < len(cuts) and cuts[at] <= words[begin].start:
            at += 1
        ended = at < len(cuts) and words[place].start >= cuts[at]
        if (ended and place - begin >= _FEWEST) or place - begin >= _MOST:
            parts.append((begin, place))
            begin = place
    if parts and len(words) - begin < _FEWEST:
        begin = parts.pop()[0]
    return [*parts, (begin, len(words))] if words else []


def _kind(reading: Reading, first: int, last: int) -> str:
    """Which rule a sentence breaks by what it means."""
    about = {hit.concept for hit in reading.hits if first <= hit.first < last}
    return next((kind for concept, kind in _KINDS if concept in about), "outside")


_KINDS = (
    ("code", "code"), ("messenger", "messenger"), ("tool", "payment"), ("bank", "payment"), ("mailbox", "mail"),
    ("phone", "phone"), ("pay", "payment"),
)  # fmt: skip


def _passage(reading: Reading, start: int, end: int, kind: str, note: str = "") -> Passage:
    low, high = reading.plain.place(start, end)
    high = whole(reading.message, high)
    return Passage(low, high, reading.message[low:high], RULES[kind].code, RULES[kind].sentence, note)


def _without_parts(found: list[Found]) -> list[Found]:
    """What lies inside something else that is sure says nothing of its own."""
    kept: list[Found] = []
    for item in sorted(set(found), key=lambda item: (item.start, -item.end, not item.sure, item.kind)):
        if kept and kept[-1].sure and item.end <= kept[-1].end and kept[-1].kind != "number":
            continue
        kept.append(item)
    return kept


def _merged(passages: list[Passage]) -> tuple[Passage, ...]:
    """In order, each place once."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda passage: (passage.start, -passage.end, passage.rule)):
        if kept and passage.end <= kept[-1].end and (passage.rule == kept[-1].rule or passage.start == kept[-1].start):
            continue
        kept.append(passage)
    return tuple(kept)


def _phrases(plain: Plain, words: list[Word], lexicon: Lexicon) -> Iterator[tuple[int, int, Phrase]]:
    """Where the operator's phrases stand: whole words, however they are set apart."""
    if not lexicon.needles:
        return
    places = [place for word in words for place in range(word.start, word.end)]
    squeezed = "".join(plain.text[place] for place in places)
    begins, ends = {word.start for word in words}, {word.end - 1 for word in words}
    for needle, phrase in lexicon.needles:
        at = squeezed.find(needle)
        while at >= 0:
            start, last = places[at], places[at + len(needle) - 1]
            if start in begins and last in ends:
                yield start, last + 1, phrase
            at = squeezed.find(needle, at + 1)
