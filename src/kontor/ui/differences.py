"""What changed between two texts, word by word, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
# A word with the blanks behind it; signs of scripts without blanks (Chinese, Japanese) stand for themselves.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+\s*|\s+|[^\w\s]\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text that is the same, gone or new."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Part]:
    """The pieces of both texts in reading order; what is gone stands before what came in its place.

    Lines that are the same are passed over first, so that long texts stay quick.
    """
    return list(_joined(_by_lines(before.splitlines(keepends=True), after.splitlines(keepends=True))))


def _by_lines(before: list[str], after: list[str]) -> Iterator[Part]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part(SAME, "".join(before[a:b]))
        else:
            yield from _by_words("".join(before[a:b]), "".join(after[c:d]))


def _by_words(before: str, after: str) -> Iterator[Part]:
    one, other = _WORD.findall(before), _WORD.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        if tag == "equal":
            yield Part(SAME, "".join(one[a:b]))
            continue
        yield Part(GONE, "".join(one[a:b]))
        yield Part(NEW, "".join(other[c:d]))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None and last.kind == part.kind:
            last = Part(last.kind, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
