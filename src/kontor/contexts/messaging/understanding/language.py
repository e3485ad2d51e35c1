"""In which of the market's languages a message is written.

The identifier of `aftersales` knows 140 languages and takes a hundred megabytes, so only the jobs process loads it;
this one knows the seven of the market from each other and from the rest, in a file of 72 kB that a page may load.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from zlib import crc32

CODES = ("en", "zh-Hans", "es", "fr", "ru", "pt-BR", "bg")
CLASSES = (
    "en",
    "es",
    "fr",
    "ru",
    "pt-BR",
    "bg",
    "",
)  # Chinese is told by its characters; the last is every other language
BITS = 13
SCALE = 16.0  # one byte holds so many steps of log-odds
FILE = Path(__file__).parent / "data" / "language.bin"
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0590-\u06ff\u0900-\u0eff]")
_SURE = 1.2  # log-odds between the best and the next
_MOST = 400  # characters that are looked at
_REMEMBERED = 4096  # words; about 1 MB
_NAMES = re.compile(r"\b(?:https?|www|com|net|whatsapp|wechat|telegram|paypal|id|iphone|samsung|xiaomi|usb|qr)\b")


def language(text: str) -> str | None:
    """One of `CODES`, or None: another language, or too few words to tell."""
    small = unicodedata.normalize("NFKC", text[:_MOST]).lower()
    if _OTHER_SCRIPT.search(small):
        return None
    if "¿" in small or "¡" in small:
        return "es"  # no other language opens questions so
    letters = sum(map(str.isalpha, small))
    han = len(_HAN.findall(small))
    if han * 3 >= letters > 0:
        return "zh-Hans"
    words = _WORD.findall(_NAMES.sub(" ", small))
    if not words:
        return None
    scores = [sum(several) for several in zip(*map(_weight, words), strict=True)]
    ranked = sorted(range(len(CLASSES)), key=lambda number: -scores[number])
    if (scores[ranked[0]] - scores[ranked[1]]) / SCALE < _SURE:
        return None
    return CLASSES[ranked[0]] or None


def words_in(text: str) -> list[str]:
    """The words of a text, without figures and signs."""
    return _WORD.findall(text)


def grams(text: str) -> Iterator[bytes]:
    """Whole words and groups of one to four letters, with the ends of words marked."""
    for word in _WORD.findall(text):
        yield from _grams(word)


def _grams(word: str) -> Iterator[bytes]:
    framed = f"<{word[:20]}>"
    yield f"={word}".encode()
    for size in (1, 2, 3, 4):
        for at in range(len(framed) - size + 1):
            yield framed[at : at + size].encode()


@lru_cache(maxsize=_REMEMBERED)
def _weight(word: str) -> tuple[int, ...]:
    """What a word says for each class. Words come again and again, so that most are not counted twice."""
    table, size = _table(), 1 << BITS
    places = [crc32(gram) & (size - 1) for gram in _grams(word)]
    return tuple(sum(table[number * size + place] for place in places) for number in range(len(CLASSES)))


@lru_cache(maxsize=1)
def _table() -> memoryview:
    """Weights of each class, one signed byte each; read once in a process that needs them."""
    return memoryview(FILE.read_bytes()).cast("b")
