"""What a message is held to: its language, or its script where no language is sure (MSG-09)."""

from __future__ import annotations

import re
from functools import lru_cache

from kontor.contexts.messaging.policing.plain import data
from kontor.contexts.messaging.understanding.language import language

_SCRIPTS = (("han", re.compile("[\u3400-\u9fff]")), ("cyrillic", re.compile("[\u0400-\u04ff]")))
_LATIN = re.compile("[a-z]")
_LATIN_WORD = re.compile("[a-z0-9]+")
_MOST = 400  # characters that are looked at
_FEWEST, _EVERY = 2, 4  # small words: so many, and one of so many words


@lru_cache(maxsize=1)
def _typed_in_latin() -> tuple[frozenset[str], frozenset[str]]:
    """Small words of Bulgarian and Russian in Latin letters: their own, and those of other languages as well."""
    read = data("typed_in_latin.json")
    return frozenset(read["own"]), frozenset(read["shared"])


def script(text: str) -> str:
    """The script of most of a plain text: `han`, `cyrillic` or `latin`; a Chinese character counts as three letters."""
    shares = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    shares["han"] *= 3
    name = max(shares, key=lambda one: shares[one])
    return name if shares[name] > len(_LATIN.findall(text)) else "latin"


def tongue(message: str, text: str) -> str:
    """What a message is held to: one of the market's languages, or the script where no language is sure.

    Bulgarian and Russian in Latin letters look like other languages; they are told by their small words.

    Args:
        message: as it was written; text: its plain form.
    """
    written = script(text)
    if written == "latin":
        own, shared = _typed_in_latin()
        words = _LATIN_WORD.findall(text[:_MOST])
        typed = sum(word in own for word in words)
        small = typed + sum(word in shared for word in words)
        if typed and small >= _FEWEST and small * _EVERY > len(words):
            return written
    return language(message) or written
