"""Names that were taken apart, misspelled or written with other signs to hide them (MSG-09)."""

from __future__ import annotations

import re

from kontor.contexts.messaging.policing.lexicon import SPELLED, Hit, Lexicon
from kontor.contexts.messaging.policing.plain import as_latin, signs
from kontor.contexts.messaging.policing.words import Word, is_han

_MOST_PIECES = 12
_LONGEST = 14
_WIDEST_GAP = 3
_SHORT = 3  # letters of the shortest names that are taken apart: `p i x`
_LEET = re.compile(r"[^\s\"'#,.;:?\u3400-\u9fff]+")
_STANDING_IN = frozenset("0123456789@$!|+€£₩(<^*&")
_ORDINARY = {"wechat", "facebook", "googlechat"}
_DOUBLED = re.compile(r"(.)\1+")


def hidden_names(text: str, words: list[Word], lexicon: Lexicon) -> list[Hit]:
    """Names found only when pieces are put together or signs are read as letters.

    Args:
        text: the plain text. words: its words.
    """
    found = [hit for place in range(len(words)) if (hit := _joined(text, words, place, lexicon))]
    found += [Hit(concept, place, place + 1, hidden=True) for place, word in enumerate(words)
              if (concept := _misspelled(word.text, lexicon))]  # fmt: skip
    return found + _leet(text, words, lexicon)


def _joined(text: str, words: list[Word], place: int, lexicon: Lexicon) -> Hit | None:
    """A name whose pieces begin at the word `place`; two ordinary words with a blank between are none."""
    whole = words[place].text
    if len(whole) > 8 or is_han(whole):
        return None
    best: Hit | None = None
    for count in range(1, _MOST_PIECES):
        if place + count >= len(words):
            break
        gap = text[words[place + count - 1].end : words[place + count].start]
        whole += words[place + count].text
        if len(gap) > _WIDEST_GAP or "\n" in gap or len(whole) > _LONGEST:
            break
        concept = lexicon.spelled.get(whole)
        if concept and not (count == 1 and gap == " " and whole in _ORDINARY) and len(whole) > 3:
            best = Hit(concept, place, place + count + 1, hidden=True)
        elif count == _SHORT - 1 and len(whole) == _SHORT and gap == text[words[place].end : words[place + 1].start]:
            short = next((concept for concept in lexicon.exact.get(whole, ()) if concept in SPELLED), "")
            best = Hit(short, place, place + _SHORT, hidden=True) if short else best
    return best


def _misspelled(word: str, lexicon: Lexicon) -> str:
    """The concept of a name that `word` stands for by look-alikes, doubled letters or one slip; "" for none."""
    if word in lexicon.spelled or len(word) < 4 or len(word) > 20 or is_han(word):
        return ""
    if not word.isascii() and (latin := as_latin(word)) and latin in lexicon.spelled:
        return lexicon.spelled[latin]
    single = _DOUBLED.sub(r"\1", word)
    for other in (word[::-1] if len(word) > 4 else word, single):
        if other != word and other in lexicon.spelled:
            return lexicon.spelled[other]
    if len(word) < 7 or any(concept in lexicon.stems.get(word[:size], ()) for size in (5, 6, 7, 8)
                            for concept in ("messenger", "tool", "mailbox")):  # fmt: skip
        return ""
    if word in lexicon.near:
        return lexicon.near[word]
    shorter = (word[:place] + word[place + 1 :] for place in range(len(word)))
    return next((lexicon.near[piece] for piece in shorter if piece in lexicon.near), "")


def _leet(text: str, words: list[Word], lexicon: Lexicon) -> list[Hit]:
    """Names in which digits and signs stand for letters."""
    found: list[Hit] = []
    at = 0
    for run in _LEET.finditer(text):
        raw = run.group().strip("()<>!*+|&^-_")
        if not 4 <= len(raw) <= 20 or raw.isdigit() or not any(map(str.isalpha, raw)) or _STANDING_IN.isdisjoint(raw):
            continue
        concept = next((lexicon.spelled[name] for name in _readings(raw) if name in lexicon.spelled), "")
        if not concept:
            continue
        while at < len(words) and words[at].end <= run.start():
            at += 1
        last = at
        while last < len(words) and words[last].start < run.end():
            last += 1
        if last > at and not (last == at + 1 and words[at].text in lexicon.spelled):
            found.append(Hit(concept, at, last, hidden=True))
    return found


def _readings(raw: str) -> tuple[str, ...]:
    """What signs in a word may stand for; the ambiguous 1 as i and as l."""
    table = signs()["leet"]
    latin = "".join(table.get(sign, sign) for sign in raw)
    other = "".join(table.get(sign, sign) for sign in raw.replace("1", "l").replace("!", "l"))
    lone = "".join(sign for sign in raw if sign.isalnum())
    cyrillic = {"@": "а", "0": "о", "3": "е", "4": "ч", "6": "б", "1": "и", "8": "в"}
    return latin, other, lone, "".join(cyrillic.get(sign, sign) for sign in raw)
