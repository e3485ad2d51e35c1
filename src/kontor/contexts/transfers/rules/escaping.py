"""Text that a spreadsheet must not run as a formula. Pure.

A guarded text has an apostrophe before it, so that spreadsheets show it as text. What already looks guarded gets one
more: `restored(guarded(text)) == text` for every text.
"""

from __future__ import annotations

import re

# ASCII and full-width signs with which formulas begin, after apostrophes and blanks that programs skip.
_DANGER = re.compile(r"'*(?:[\t\r\n]| *[=+\-@＝＋－＠])")
_APOSTROPHES = re.compile(r"'+(?:[\t\r\n]| *[=+\-@＝＋－＠])")


def guarded(text: str) -> str:
    """`text` as a spreadsheet may open it from CSV."""
    return f"'{text}" if _DANGER.match(text) else text


def typed_guarded(text: str) -> str:
    """`text` for a cell that is marked as text by its file: only what would be taken for guarded is guarded."""
    return f"'{text}" if _APOSTROPHES.match(text) else text


def restored(text: str) -> str:
    """What a guarded text was; any other as it is."""
    return text[1:] if _APOSTROPHES.match(text) else text


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet could run it."""
    return not text.startswith("'") and _DANGER.match(text) is not None
