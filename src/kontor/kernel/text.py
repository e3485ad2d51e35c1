"""Marking texts for translation where Django may not be imported."""

from __future__ import annotations


def mark(message: str) -> str:
    """Return `message` unchanged; the extractor collects it. Translate it where it is shown.

    Import it as `from kontor.kernel.text import mark as _`, so that the extractor sees `_("…")`.
    """
    return message
