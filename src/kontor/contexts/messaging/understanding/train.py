"""Learn to tell the market's languages apart: `python -m kontor.contexts.messaging.understanding.train`.

Learns from the texts of the pages (`locale/`), the fitting texts of the content policy and `data/other.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from random import Random
from zlib import crc32

from babel.messages.pofile import read_po

from kontor.contexts.messaging.policing.fitting import filled, lines
from kontor.contexts.messaging.understanding.language import BITS, CLASSES, FILE, SCALE, grams

_LOCALE = Path(__file__).resolve().parents[3] / "locale"
_LOCALES = {"es": "es", "fr": "fr", "ru": "ru", "pt-BR": "pt_BR", "bg": "bg"}
_SMOOTH = 0.5
_POSSIBLE = 6.0  # no gram speaks louder


def texts() -> Iterator[tuple[str, str]]:
    """Texts with their class."""
    yield from _of_pages()
    random = Random(1)
    for line in lines():
        if line.language in CLASSES and line.kind != "bare":
            yield from ((line.language, text) for text in filled(line, random, 6))
    for code, greetings in json.loads((FILE.parent / "short.json").read_text()).items():
        yield from ((code, greeting) for greeting in greetings for _ in range(40))
    for sentences in json.loads((FILE.parent / "other.json").read_text()).values():
        yield from (("", sentence) for sentence in sentences for _ in range(12))


def _of_pages() -> Iterator[tuple[str, str]]:
    """The market's own texts, in all its languages."""
    for code, folder in _LOCALES.items():
        with (_LOCALE / folder / "LC_MESSAGES" / "django.po").open("rb") as file:
            for message in read_po(file, locale=folder):
                yield code, _whole(message.string)
                if code == "es":
                    yield "en", _whole(message.id)


def _whole(text: str | Sequence[str] | None) -> str:
    """A text with its plurals."""
    return text if isinstance(text, str) else " ".join(text or ())


def main() -> None:
    """Count, weigh, write."""
    size = 1 << BITS
    counts = [[_SMOOTH] * size for _ in CLASSES]
    for code, text in texts():
        row = counts[CLASSES.index(code)]
        for gram in grams(text.lower()):
            row[crc32(gram) & (size - 1)] += 1
    totals = [sum(row) for row in counts]
    shares = [[value / total for value in row] for row, total in zip(counts, totals, strict=True)]
    table = bytearray()
    for number in range(len(CLASSES)):
        for place in range(size):
            mean = sum(share[place] for share in shares) / len(CLASSES)
            worth = max(-_POSSIBLE, min(_POSSIBLE, log(shares[number][place] / mean)))
            table += round(worth * SCALE).to_bytes(1, "big", signed=True)
    FILE.write_bytes(bytes(table))
    print(f"{len(table)} bytes")


if __name__ == "__main__":
    main()
