"""The house's own texts of automatic replies, in the languages of the market. Words: `data/auto_replies.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

_FILE = Path(__file__).resolve().parent / "data" / "auto_replies.json"


def house_text(template: str, language: str) -> str:
    """What is sent where a store has no text of its own; English for a language that has none."""
    texts = _texts()[template]
    return texts.get(language, texts["en"])


def languages() -> tuple[str, ...]:
    """The languages of the market."""
    return tuple(code for code, _name in settings.LANGUAGES)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found
