"""Placeholders of quick phrases and automatic replies (MSG-08)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kontor.contexts.messaging.words import PLACEHOLDERS

_BRACED = re.compile(r"\{[^{}\n]{0,40}\}")


def unknown(text: str) -> list[str]:
    """What stands in braces and is no placeholder."""
    return [found for found in dict.fromkeys(_BRACED.findall(text)) if found not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one without a value is left out, with the blank before it.

    Args:
        values: by name, without braces: order, tracking, product.
    """
    for placeholder in PLACEHOLDERS:
        value = values.get(placeholder.strip("{}"), "")
        text = (
            text.replace(placeholder, value) if value else text.replace(" " + placeholder, "").replace(placeholder, "")
        )
    return text


def best(texts: Mapping[str, str], *languages: str) -> str:
    """The text in the first of these languages that there is; else in English, else in any."""
    for language in (*languages, "en", *texts):
        if texts.get(language):
            return texts[language]
    return ""
