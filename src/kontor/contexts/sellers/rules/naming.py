"""How a store is named and how its page is put together (TRD-01). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

SLUG_LENGTH = 60


def slug_of(name: str) -> str:
    """Latin letters, digits and hyphens of an already Latin `name`, or "" when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:SLUG_LENGTH].strip("-")


def in_language(texts: Mapping[str, str], language: str, home: str) -> str:
    """The text in `language`, else in English, else in the store's own, else any, else ""."""
    for candidate in (language, "en", home):
        if texts.get(candidate):
            return texts[candidate]
    return next((text for text in texts.values() if text), "")
