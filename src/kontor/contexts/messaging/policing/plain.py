"""A message as it reads, however it is written: one plain form with the way back to what was typed (MSG-09)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_RUN = re.compile(r"[^\W_\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]")
_OTHER = re.compile(r"[^\Wa-z0-9_]")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ ._*\-~/|+·'\",]{1,3}(?=[\u3400-\u9fff])")
_TWO_HAN = re.compile(r"[\u3400-\u9fff]{2}")
_BREVE = "\u0306"
_BLANKS = {"\u2800", "\u3164", "\u115f", "\u1160", "\uffa0"}


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain form of a message.

    Attributes:
        text: folded: lower case, compatibility forms, look-alikes, marks and invisible signs undone.
        starts, ends: for each sign of `text` the half-open range in the message that it stands for.
        mixed: how many words mixed alphabets.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    mixed: int = 0

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the message; `start < end`."""
        return self.starts[start], self.ends[end - 1]


def whole(message: str, end: int) -> int:
    """`end` moved behind marks and invisible signs that belong to what stands before it."""
    while end < len(message) and unicodedata.category(message[end]) in _HANGING:
        end += 1
    return end


_HANGING = {"Mn", "Me", "Cf"}


@lru_cache(maxsize=1)
def signs() -> dict[str, dict[str, str]]:
    """Tables of look-alikes and of forms that Unicode does not unify."""
    read: dict[str, dict[str, str]] = json.loads((DATA / "signs.json").read_text())
    return read


def data(name: str) -> Any:
    """One of the shipped files of words."""
    return json.loads((DATA / name).read_text())


def fold(text: str) -> Plain:
    """The plain form of `text`; linear in its length, never raises."""
    if text.isascii():
        small = text.lower().translate(_CONTROLS)
        return Plain(small, range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, sign in enumerate(text):
        if sign == _BREVE and letters and letters[-1] == "и":
            letters[-1] = "й"
            continue
        for part in _folded(sign):
            letters.append(part)
            starts.append(place)
            ends.append(place + 1)
    return _closed(_unmixed("".join(letters), starts, ends))


_CONTROLS = {code: " " for code in range(32) if chr(code) != "\n"} | {127: " ", ord("`"): "'"}


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    """What one sign reads as: none, one or several signs."""
    if sign == "\n" or (sign.isascii() and sign.isprintable()):
        return sign.lower()
    if sign in _BLANKS or sign.isspace() or unicodedata.category(sign) == "Cc":
        return " "
    if "й" in (low := sign.lower()):
        return "й"
    parts = unicodedata.normalize("NFKD", _enclosed(ord(sign)) or low).casefold()
    tables = signs()
    kept = (part for part in parts if unicodedata.category(part) not in {"Mn", "Me", "Cf", "Cn", "Cs", "Co"})
    return "".join(_digit(tables["traditional"].get(p) or tables["letters"].get(p, p)) for p in kept)


def _digit(sign: str) -> str:
    """Digits of all scripts are ours."""
    if len(sign) == 1 and not sign.isascii() and sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign


def _enclosed(code: int) -> str:
    """Letters and digits in circles and boxes that have no compatibility form."""
    for first, last, base in ((0x1F150, 0x1F169, "a"), (0x1F170, 0x1F189, "a"), (0x1F1E6, 0x1F1FF, "a")):
        if first <= code <= last:
            return chr(ord(base) + code - first)
    for first in (0x2776, 0x2780, 0x278A, 0x24F5):
        if first <= code <= first + 9:
            return str((code - first + 1) % 10)
    return "0" if code == 0x24FF else ""


def _unmixed(text: str, starts: list[int], ends: list[int]) -> Plain:
    """Words that mix alphabets are written in the one that can hold them."""
    mixed = 0
    pieces: list[str] = []
    last = 0
    for found in _RUN.finditer(text):
        word = found.group()
        if word.isascii() or not _OTHER.search(word) or not _LATIN.search(word):
            continue
        if (one := _one_alphabet(word)) != word:
            mixed += 1
            pieces += [text[last : found.start()], one]
            last = found.end()
    pieces.append(text[last:])
    return Plain("".join(pieces), starts, ends, mixed)


def _one_alphabet(word: str) -> str:
    """`word` in Latin letters if all of it can be, else in Cyrillic ones; its length is kept."""
    latin, cyrillic = signs()["to_latin"], signs()["to_cyrillic"]
    if all(sign.isascii() or len(latin.get(sign, "")) == 1 for sign in word):
        return "".join(latin.get(sign, sign) for sign in word)
    if all(not sign.isascii() or sign.isdigit() or sign in cyrillic for sign in word):
        return "".join(cyrillic.get(sign, sign) if not sign.isdigit() else sign for sign in word)
    return word


def as_latin(word: str) -> str:
    """A whole word of another alphabet as the Latin one that it looks like; "" where it does not look like one."""
    table = signs()["to_latin"]
    read = [sign if sign.isascii() else table.get(sign, "") for sign in word]
    return "".join(read) if all(read) else ""


def _is_stop(text: str, start: int, end: int) -> bool:
    """Whether a gap between Chinese characters is the comma or stop between clauses, and not put into a word."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not {",", "."}.isdisjoint(text[start:end]) and bool(_TWO_HAN.fullmatch(before) and _TWO_HAN.fullmatch(after))


def _closed(plain: Plain) -> Plain:
    """Gaps put between Chinese characters are taken out."""
    if not _HAN_GAP.search(plain.text):
        return plain
    kept: list[int] = []
    last = 0
    for gap in _HAN_GAP.finditer(plain.text):
        if _is_stop(plain.text, gap.start(), gap.end()):
            continue
        kept.extend(range(last, gap.start()))
        last = gap.end()
    kept.extend(range(last, len(plain.text)))
    return Plain(
        "".join(plain.text[i] for i in kept),
        [plain.starts[i] for i in kept],
        [plain.ends[i] for i in kept],
        plain.mixed,
    )
