"""The words by which a message is understood: shipped lists in seven languages, and the operator's phrases (MSG-09)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kontor.contexts.messaging.policing.plain import data, fold
from kontor.contexts.messaging.policing.words import Word, is_han, words_of

LANGUAGES = ("en", "zh-Hans", "es", "fr", "ru", "pt-BR", "bg")
_SHORTEST_STEM, _LONGEST_STEM = 2, 14
FEWEST_INITIALS, _MOST_INITIALS = 5, 9  # letters of a name that is hidden in the beginnings of words
_REMEMBERED, _LONGEST_REMEMBERED = 4_000, 20  # words, and letters of one
ONLY_HIDDEN = "only hidden"  # everyday words that are names where they are taken apart
SPELLED = ("messenger", "tool", "mailbox")  # what people take apart to hide it


class Action(StrEnum):
    """What an operator's phrase does."""

    BLOCK = "block"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that the operator has added.

    Attributes:
        text: the phrase; it is found however it is written (case, look-alikes, gaps).
        language: for whose reader it was noted; "" for all. It is looked for in every message.
        action: block a message with it, or let it pass where the shipped words would have stopped it.
        kind, note: what it is about and why it is here, for the operator.
    """

    text: str
    action: Action = Action.BLOCK
    language: str = ""
    kind: str = "phrase"
    note: str = ""


class Hit(NamedTuple):
    """Something understood: the words `first`…`last` (exclusive) mean `concept`."""

    concept: str
    first: int
    last: int
    hidden: bool = False


Entry = tuple[tuple[str, ...], str]  # the following words (a stem ends in `*`) and the concept


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases, indexed. Make one with `shipped()` and `with_phrases`."""

    exact: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    runs: dict[str, tuple[Entry, ...]]
    spelled: dict[str, str]
    near: dict[str, str]
    initials: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # by their first letters
    phrases: tuple[Phrase, ...] = ()
    own_hosts: frozenset[str] = frozenset()
    needles: tuple[tuple[str, Phrase], ...] = field(default=())
    singles: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)  # words that came lately

    def with_phrases(self, phrases: Iterable[Phrase], *, hosts: Iterable[str] = ()) -> Lexicon:
        """This lexicon with the operator's phrases as well.

        Args:
            hosts: the market's own hosts; links to them and to what lies under them pass.
        """
        added = self.phrases + tuple(phrases)
        needles = tuple((squeezed, phrase) for phrase in added if (squeezed := squeeze(phrase.text)[0]))
        own = self.own_hosts | frozenset(host.lower().strip(".") for host in hosts)
        return replace(self, phrases=added, needles=needles, own_hosts=own)

    def hits(self, words: list[Word]) -> list[Hit]:
        """What the words mean, in order of their beginning."""
        found: list[Hit] = []
        for place, word in enumerate(words):
            found += [Hit(concept, place, place + 1) for concept in self._single(word.text)]
            for rest, concept in self.runs.get(word.text, ()):
                if (last := _matches(words, place + 1, rest)) is not None:
                    found.append(Hit(concept, place, last))
        return found

    def _single(self, word: str) -> tuple[str, ...]:
        """What one word means."""
        known = self.singles.get(word)
        if known is not None:
            return known
        concepts = set(self.exact.get(word, ()))
        for size in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
            concepts.update(self.stems.get(word[:size], ()))
        found = tuple(sorted(concepts))
        if len(word) <= _LONGEST_REMEMBERED:
            if len(self.singles) >= _REMEMBERED:
                self.singles.clear()
            self.singles[word] = found
        return found


def _matches(words: list[Word], place: int, rest: tuple[str, ...]) -> int | None:
    """Where a phrase ends that goes on with `rest`, or None."""
    for offset, wanted in enumerate(rest):
        if place + offset >= len(words):
            return None
        text = words[place + offset].text
        if not (text.startswith(wanted[:-1]) if wanted.endswith("*") else text == wanted):
            return None
    return place + len(rest)


def squeeze(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Letters and digits of a text alone, and where in the text each stands."""
    plain = fold(text)
    kept = [place for place, sign in enumerate(plain.text) if sign.isalnum()]
    return "".join(plain.text[place] for place in kept), [plain.place(place, place + 1) for place in kept]


def indexed(entries: Iterable[tuple[str, str]]) -> Lexicon:
    """A lexicon of (words, concept) pairs; a word that ends in `*` stands for all that begin with it."""
    exact: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    runs: dict[str, list[Entry]] = {}
    for entry, concept in entries:
        _add(entry, concept, exact, stems, runs)
    return Lexicon(
        exact={word: tuple(sorted(found)) for word, found in exact.items()},
        stems={word: tuple(sorted(found)) for word, found in stems.items()},
        runs={word: tuple(found) for word, found in runs.items()},
        spelled={}, near={},
    )  # fmt: skip


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon as it is delivered; read once in a process that needs it."""
    lists = [data(f"lexicon/{name}.json") for name in ("common", *LANGUAGES)]
    entries = [(entry, concept) for concepts in lists for concept, found in concepts.items() for entry in found]
    names = {squeeze(entry)[0]: concept for entry, concept in reversed(entries) if concept in SPELLED}
    names |= {squeeze(entry)[0]: "messenger" for entry, concept in entries if concept == ONLY_HIDDEN}
    kept = {name: concept for name, concept in names.items() if len(name) > 3 or is_han(name)}
    known = indexed((entry, concept) for entry, concept in entries if concept != ONLY_HIDDEN)
    first: dict[str, list[tuple[str, str]]] = {}
    for name, concept in kept.items():
        if FEWEST_INITIALS <= len(name) <= _MOST_INITIALS and not is_han(name) and name.isalpha():
            first.setdefault(name[:FEWEST_INITIALS], []).append((name, concept))
    begun = {begin: tuple(found) for begin, found in first.items()}
    return replace(known, spelled=kept, near=_neighbours(kept), initials=begun)


def _add(
    entry: str, concept: str, exact: dict[str, set[str]], stems: dict[str, set[str]], runs: dict[str, list[Entry]]
) -> None:
    parts: list[str] = []
    for piece in fold(entry).text.split():
        named = [word.text for word in words_of(piece)] or [piece]
        parts += [*named[:-1], named[-1] + "*"] if piece.endswith("*") else named
    if len(parts) > 1:
        runs.setdefault(parts[0], []).append((tuple(parts[1:]), concept))
    elif parts[0].endswith("*"):
        stems.setdefault(parts[0][:-1], set()).add(concept)
    else:
        exact.setdefault(parts[0], set()).add(concept)


def _neighbours(spelled: dict[str, str]) -> dict[str, str]:
    """Long names with one letter left out: what a slip or a trick of one letter is recognised by."""
    near: dict[str, str] = {}
    for text, concept in spelled.items():
        if len(text) > 6 and not is_han(text):
            near.setdefault(text, concept)
            for place in range(len(text)):
                near.setdefault(text[:place] + text[place + 1 :], concept)
    return near
