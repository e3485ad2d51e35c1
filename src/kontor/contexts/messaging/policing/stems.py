"""How words begin and sound, as numbers (MSG-09)."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

_STEM = 5  # letters


@lru_cache(maxsize=20_000)
def stem(word: str) -> int:
    """A number for how a word begins; Cyrillic letters count as the Latin ones they sound like."""
    return crc32(word[: _STEM + 3].translate(_SOUNDS)[:_STEM].encode())


_SOUNDS = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
})  # fmt: skip
SPREAD = 2_654_435_761  # an odd number by which numbers are spread over a table
