"""A text with passages of it marked, as refusals and evidence show it (MSG-09)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

Passage = tuple[int, int, str, str]  # start, end, rule, sentence


def marked(text: str, passages: Sequence[Passage]) -> list[dict[str, object]]:
    """The text in parts, those that a rule stops marked; overlapping passages are one."""
    parts: list[dict[str, object]] = []
    place = 0
    for start, end, *_more in sorted(passages):
        first, last = max(start, place), min(end, len(text))
        if first > place:
            parts.append({"text": text[place:first], "marked": False})
        if last > first:
            parts.append({"text": text[first:last], "marked": True})
        place = max(place, last)
    if place < len(text):
        parts.append({"text": text[place:], "marked": False})
    return parts


def reasons(text: str, passages: Sequence[Passage]) -> list[tuple[str, str, str]]:
    """(passage, why it is stopped, rule) of each, once."""
    found = [(text[start:end], gettext(why) if why else "", rule) for start, end, rule, why in sorted(passages)]
    return list(dict.fromkeys(found))
