"""From other scripts to Latin letters, as passports do it (ACC-02).

Bulgarian follows the Transliteration Act of 2009, other Cyrillic the ICAO table (Doc 9303) that Russian
and most neighbouring passports use; any other script goes through anyascii's tables.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_BULGARIAN = dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True)) | {
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya",
}  # fmt: skip

_ICAO = dict(zip("абвгдезийклмнопрстуфыэіїґўј", "abvgdeziiklmnoprstufyeiiguj", strict=True)) | {
    "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ь": "", "ю": "iu",
    "я": "ia", "є": "ie", "ђ": "d", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz",
}  # fmt: skip

_CYRILLIC_WORD = re.compile(r"[\u0400-\u052F]+")


def is_latin(text: str) -> bool:
    """Whether every letter of `text` is a Latin one (accents and combining marks are part of letters)."""
    return all(not sign.isalpha() or unicodedata.name(sign, "").startswith("LATIN ") for sign in text)


def transliterate(text: str, country: str = "") -> str:
    """`text` in Latin letters.

    Args:
        text: of any script; Latin letters stay as they are.
        country: ISO code; `BG` chooses the Bulgarian table for Cyrillic.
    """
    table = _BULGARIAN if country == "BG" else _ICAO
    latin = _CYRILLIC_WORD.sub(lambda word: _word(word.group(), table), text)
    parts = re.split(r"([\s'’.,/-]+)", latin)
    return "".join(part if is_latin(part) else anyascii(part) for part in parts).strip()


def _word(word: str, table: dict[str, str]) -> str:
    """One Cyrillic word; its capitals stay capitals (Щ → Sht, ЩОРС → SHTORS)."""
    if table is _BULGARIAN and word.lower().endswith("ия"):  # the Act: София → Sofia
        word = word[:-1] + ("А" if word[-1].isupper() else "а")
    loud = len(word) > 1 and word.isupper()
    result = []
    for sign in word:
        latin = table.get(sign.lower())
        if latin is None:
            latin = anyascii(sign)
        elif sign.isupper():
            latin = latin.upper() if loud else latin.capitalize()
        result.append(latin)
    return "".join(result)


def transliterate_name(text: str, country: str = "") -> str:
    """A person's name: as `transliterate`, each word with one capital where its script has none (小明 → Xiaoming)."""
    if is_latin(text):
        return text
    cased = any(sign.isupper() or sign.islower() for sign in text)
    latin = transliterate(text, country)
    return latin if cased else re.sub(r"[A-Za-z]+", lambda word: word.group().capitalize(), latin)
