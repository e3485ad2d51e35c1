"""How a word sounds in Latin letters, whatever alphabet it is written in (MSG-09)."""

from __future__ import annotations

import re
from functools import lru_cache

_MOST = 20  # letters
_LETTERS = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "a", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
})  # fmt: skip
_GROUPS = {
    "sht": "s", "shch": "s", "sch": "s", "sh": "s", "ch": "c", "zh": "j", "kh": "h", "ts": "c", "ya": "a", "ja": "a",
    "ia": "a", "yu": "u", "ju": "u", "iu": "u", "4": "c", "6": "s", "y": "i", "w": "v", "q": "a", "x": "h", "ph": "f",
    "th": "t", "ck": "k",
}  # fmt: skip
_GROUP = re.compile("|".join(_GROUPS))


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The same for *пратя*, *pratya* and *pratia*; only to be compared with its like."""
    return _GROUP.sub(lambda group: _GROUPS[group.group()], word[:_MOST].translate(_LETTERS))
