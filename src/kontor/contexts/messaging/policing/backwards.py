"""What is written backwards, or with the first letters of words and sentences (MSG-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontor.contexts.messaging.policing.addresses import ends_like_a_host
from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import FEWEST_INITIALS, Hit, Lexicon
from kontor.contexts.messaging.policing.words import Word, is_han

_TOKEN = re.compile(r"[^\s,;!?()\"]{7,64}")
_REVERSED_HOST = re.compile(r"[a-z\u0400-\u04ff]{2,9}(?:\.[a-z0-9\u0400-\u04ff-]{2,40}){1,3}")
_REVERSED_MAIL = re.compile(
    r"[a-z\u0400-\u04ff]{2,9}(?:\.[a-z0-9\u0400-\u04ff-]{2,40}){1,3}@[a-z0-9\u0400-\u04ff._%+-]{2,40}"
)
_CLAUSE = re.compile(r"[!?;.,:，。！？；：、\n\"“”']+\s*")
_LONGEST = 10


def backward_addresses(text: str) -> Iterator[Found]:
    """Mail addresses and hosts that are to be read from the end, such as `moc.liamg@anna`."""
    for found in _TOKEN.finditer(text):
        token = found.group().rstrip(".")
        tail = token.split(".", 1)[0][::-1]
        if "@" in token and _REVERSED_MAIL.fullmatch(token):
            if ends_like_a_host(tail):
                yield Found("mail", found.start(), found.start() + len(token))
        elif _REVERSED_HOST.fullmatch(token) and tail in {"com", "ru", "net", "bg", "br", "fr"}:
            whole = token[::-1]
            if len(whole) > 8 and not ends_like_a_host(token.rsplit(".", 1)[-1]):
                yield Found("link", found.start(), found.start() + len(token))


def initials(text: str, words: list[Word], lexicon: Lexicon) -> Iterator[Hit]:
    """Names made of the first letters of words that follow each other, or of sentences."""
    if len(words) < FEWEST_INITIALS:
        return
    firsts = "".join(word.text[0] for word in words)
    for at in range(len(firsts) - FEWEST_INITIALS + 1):
        for name, concept in lexicon.initials.get(firsts[at : at + FEWEST_INITIALS], ()):
            if firsts.startswith(name, at) and not all(len(word.text) == 1 for word in words[at : at + len(name)]):
                yield Hit(concept, at, at + len(name), hidden=True)
    yield from _of_clauses(text, words, lexicon)


def _of_clauses(text: str, words: list[Word], lexicon: Lexicon) -> Iterator[Hit]:
    """Names made of the first letters of clauses: two Chinese characters, or four letters."""
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(text))]
    heads: list[int] = []
    place = 0
    for cut in cuts:
        while place < len(words) and words[place].start < cut:
            place += 1
        if place < len(words) and (not heads or heads[-1] != place):
            heads.append(place)
    firsts = "".join(words[head].text[0] for head in heads)
    for size in range(2, _LONGEST + 1):
        for at in range(len(firsts) - size + 1):
            name = firsts[at : at + size]
            concept = lexicon.spelled.get(name)
            if concept and (is_han(name) or size > 3):
                yield Hit(concept, heads[at], heads[at + size - 1] + 1, hidden=True)
