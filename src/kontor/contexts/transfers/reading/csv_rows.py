"""Rows of a CSV file: its encoding and its separator are found out, then it is streamed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kontor.contexts.transfers.errors import EncodingUnknown, QuoteOpen
from kontor.contexts.transfers.policy import CELL_CHARACTERS
from kontor.contexts.transfers.rules.encodings import guess, marked

DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 20  # bytes
_SAMPLE = 200_000  # bytes with letters beyond ASCII
_NAMED = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # a first line with which Excel is told the separator

Known = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Form:
    """How a CSV file is written."""

    encoding: str
    delimiter: str
    named: bool = False  # the first line names the separator


def form_of(path: Path, encoding: str, known: Known) -> Form:
    """The file's form.

    Args:
        encoding: as the person said; "" to find out.
        known: how many names of a header are known, for each way to divide it.

    Raises:
        EncodingUnknown
    """
    encoding = encoding or encoding_of(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            head = file.read(_PIECE // 8)
    except UnicodeDecodeError:
        raise EncodingUnknown from None
    if named := _NAMED.match(head):
        return Form(encoding, named[1], named=True)
    return Form(encoding, max(DELIMITERS, key=lambda mark: _fits(head, mark, known)))


def _fits(head: str, delimiter: str, known: Known) -> tuple[int, int]:
    try:
        row = next(csv.reader(io.StringIO(head), delimiter=delimiter), [])
    except csv.Error:
        return 0, 0
    return known(row), len(row)


def encoding_of(path: Path) -> str:
    """The encoding that the bytes speak for.

    Raises:
        EncodingUnknown: for none of those that are known.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    sample = b""
    utf8 = True
    with path.open("rb") as file:
        if mark := marked(file.read(4)):
            return "utf-16" if mark.startswith("utf-16") else mark
        file.seek(0)
        while piece := file.read(_PIECE):
            if utf8:
                try:
                    decoder.decode(piece, final=len(piece) < _PIECE)
                except UnicodeDecodeError:
                    utf8 = False
            if len(sample) < _SAMPLE:
                sample += b"\n".join(line for line in piece.splitlines() if not line.isascii())[:_SAMPLE]
    if utf8:
        return "utf-8"
    if found := guess(sample):
        return found
    raise EncodingUnknown


def csv_rows(path: Path, form: Form) -> Iterator[list[str]]:
    """The rows, empty ones too, so that row numbers are those that people see.

    Raises:
        EncodingUnknown: a letter that the encoding does not have.
        QuoteOpen: with the line near which it is.
    """
    csv.field_size_limit(4 * CELL_CHARACTERS.int())
    with path.open(encoding=form.encoding, newline="") as file:
        if form.named:
            file.readline()
        rows = csv.reader(file, delimiter=form.delimiter)
        while True:
            line = rows.line_num
            try:
                row = next(rows, None)
            except UnicodeDecodeError:
                raise EncodingUnknown from None
            except csv.Error:
                raise QuoteOpen(row=line + 1) from None
            if row is None:
                return
            yield row
