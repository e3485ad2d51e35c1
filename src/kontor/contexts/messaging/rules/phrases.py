"""Placeholders of quick phrases and automatic replies (MSG-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kontor.contexts.messaging.words import PLACEHOLDERS

_BRACED = re.compile(r"\{[^{}\n]{0,40}\}")
_PLACE = re.compile("|".join(f" ?{re.escape(placeholder)}" for placeholder in PLACEHOLDERS))


def unknown(text: str) -> list[str]:
    """What stands in braces and is no placeholder."""
    return [found for found in dict.fromkeys(_BRACED.findall(text)) if found not in PLACEHOLDERS]


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its placeholders filled.

    Attributes:
        written: what somebody wrote, with the placeholders that are filled; "" where nobody of the store did. What is
            left out is left out here too: words that it parted are read as one.
        text: what is read.
        stretches: from where to where in `written`, and the same stretch in `text`: words, or what fills a placeholder.
    """

    written: str
    text: str
    stretches: tuple[tuple[int, int, int, int], ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in `text` something of `written` stands; what fills a placeholder is taken as a whole."""
        first = next(one for one in self.stretches if start < one[1])
        last = next(one for one in self.stretches if end <= one[1])
        return (
            first[2] + (start - first[0] if _is_same(first) else 0),
            last[2] + (end - last[0] if _is_same(last) else last[3] - last[2]),
        )


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Put values into the places; a placeholder without one is left out, with the blank before it.

    Args:
        values: by name, without braces: order, tracking, product. Braces in them stay as they are.
    """
    written, said, stretches = "", "", []
    for kept, read in _stretches(text, values):
        stretches.append((len(written), len(written) + len(kept), len(said), len(said) + len(read)))
        written, said = written + kept, said + read
    return Filled(written, said, tuple(stretches))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled; see `fill`."""
    return fill(text, values).text


def _stretches(text: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What stays of the text, piece by piece, each with what is read there."""
    at = 0
    for found in _PLACE.finditer(text):
        value = values.get(found[0].strip(" {}"), "")
        begin = found.start() + (1 if value and found[0].startswith(" ") else 0)
        if begin > at:
            yield text[at:begin], text[at:begin]
        if value:
            yield text[begin : found.end()], value
        at = found.end()
    if at < len(text):
        yield text[at:], text[at:]


def _is_same(stretch: tuple[int, int, int, int]) -> bool:
    """Whether it is words that stand in both texts; a value as long as its placeholder is as good as one."""
    begin, end, said, to = stretch
    return end - begin == to - said


def best(texts: Mapping[str, str], *languages: str) -> str:
    """The text in the first of these languages that there is; else in English, else in any."""
    for language in (*languages, "en", *texts):
        if texts.get(language):
            return texts[language]
    return ""
