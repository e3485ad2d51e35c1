"""Names of places in the language of whoever reads a message."""

from __future__ import annotations

from babel import Locale


def country(code: str, language: str) -> str:
    """The country's name, "" where none is known."""
    found = Locale.parse(language.split("-", maxsplit=1)[0]).territories.get(code, "") if code else ""
    return str(found)
