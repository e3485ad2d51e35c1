"""In which encoding a CSV file was saved, where it does not say so. Pure.

UTF-8 says so by itself: any other text is almost never valid UTF-8. Of the rest, what spreadsheets save in the
countries of the market is told apart by how its bytes stand together.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

MARKS: Mapping[str, bytes] = {
    "utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
}  # fmt: skip
CHOICES: Mapping[str, str] = {
    "utf-8": "UTF-8", "gb18030": "GB18030", "cp1251": "Windows-1251", "cp1252": "Windows-1252",
}  # fmt: skip
"""What people can choose: code → name."""

_COMMON = (0xB0, 0xD7)  # first bytes of the 3,755 most used Chinese characters
_SIGNS = (0xA1, 0xA9)  # first bytes of Chinese punctuation and full-width letters
_LETTERS = 0xC0  # from here on Windows-1251 has the Russian and Bulgarian alphabet
_HIGH = 0x80
_MANY = 6  # pairs of bytes: with so many, chance is no explanation
_MOSTLY = 0.7
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")


def marked(head: bytes) -> str:
    """The encoding that the first bytes name, or ""."""
    return next((name for name, mark in MARKS.items() if head.startswith(mark)), "")


def guess(sample: bytes) -> str:
    """The encoding of a text that is not UTF-8: `gb18030`, `cp1251`, `cp1252`, or "" when it is none of these."""
    high = [byte for byte in sample if byte >= _HIGH]
    pairs = _pairs(sample)
    cyrillic = bool(high) and all(byte >= _LETTERS or byte in {0xA8, 0xB8, 0xB9, 0xAB, 0xBB} for byte in high)
    if pairs and not (cyrillic and len(pairs) >= _MANY):
        known = sum(_COMMON[0] <= first <= _COMMON[1] or _SIGNS[0] <= first <= _SIGNS[1] for first in pairs)
        if known >= _MOSTLY * len(pairs):
            return "gb18030"
    mixed, pure = _words(sample)
    for name in ("cp1252", "cp1251") if mixed > pure else ("cp1251", "cp1252"):
        if _reads(sample, name):
            return name
    return ""


def _pairs(sample: bytes) -> list[int]:
    """First bytes of the two-byte characters if the sample were GB18030; none when it cannot be."""
    try:
        text = codecs.getincrementaldecoder("gb18030")("strict").decode(sample)
    except UnicodeDecodeError:
        return []
    return [char.encode("gb18030")[0] for char in text if ord(char) >= _HIGH]


def _words(sample: bytes) -> tuple[int, int]:
    """How many words mix Latin letters with high bytes (`caf\xe9`), and how many consist of high bytes alone."""
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    mixed = sum(any(byte < _HIGH for byte in word) for word in words)
    return mixed, sum(len(word) > 1 and all(byte >= _HIGH for byte in word) for word in words)


def _reads(sample: bytes, name: str) -> bool:
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return False
    return True
