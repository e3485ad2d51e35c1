"""Copies of one text to many buyers (MSG-19)."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NOISE = re.compile(r"[\W\d_]+")


def key_of(text: str) -> str:
    """What copies of a text have in common: their letters. Numbers, case, blanks and emoji may differ."""
    letters = _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(letters.encode()).hexdigest()
