"""Columns of sheets, and how a header names them. Pure; words in the languages of the market are given in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kontor.contexts.transfers.errors import ColumnMissing, ColumnTwice

KEEP = "[…]"  # in a cell: leave this as it is; exports write it where a text is too long for a spreadsheet


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or a family of columns that differ by what stands in brackets (`Title [en]`).

    Attributes:
        code: what programs call it; a column of a family is `code.part`.
        label: what people call it, marked for translation; a family's holds `%(part)s`.
        note: what stands in it, marked for translation.
        required: a header without it is refused.
        shown: it is there for people to read; what stands in it is not taken in.
    """

    code: str
    label: str
    note: str = ""
    required: bool = False
    shown: bool = False

    @property
    def family(self) -> bool:
        return "%(part)s" in self.label


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a sheet's columns: single ones by their tidied name, families by a pattern
    that finds the part in brackets as it is written, since codes have underscores and capitals."""

    single: Mapping[str, str]
    families: Sequence[tuple[re.Pattern[str], str]]

    def code_of(self, name: str) -> str:
        """The code that a header's cell means, or ""."""
        plain = tidy(name)
        if plain in self.single:
            return self.single[plain]
        whole = " ".join(name.replace("*", " ").split())
        for pattern, code in self.families:
            if found := pattern.fullmatch(whole):
                return f"{code}.{found[1].strip()}"
        return ""


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was understood.

    Attributes:
        codes: by place: the code, or "" where nothing is read.
        unknown: names that mean nothing here, as they were written.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """The cells of a row that are read, by code; cells to be left as they are are left out."""
        return {
            code: row[place] if place < len(row) else ""
            for place, code in enumerate(self.codes)
            if code and not (place < len(row) and row[place] == KEEP)
        }


def tidy(name: str) -> str:
    """A name without what people add: `* Price ` is `price`."""
    return re.sub(r"\s+", " ", name.replace("*", " ").replace("_", " ")).strip().casefold()


def read_header(row: Sequence[str], columns: Sequence[Column], names: Names) -> Header:
    """Which column stands where.

    Raises:
        ColumnMissing: one that must be there is not.
        ColumnTwice: two of one name, of which one would be lost.
    """
    known = {column.code: column for column in columns}
    codes: list[str] = []
    unknown: list[str] = []
    for name in row:
        code = names.code_of(name)
        if code and code in codes:
            raise ColumnTwice(column=code)
        if not code and name.strip():
            unknown.append(name.strip()[:60])
        read = code and not known[code.split(".", 1)[0] if code not in known else code].shown
        codes.append(code if read else "")
    for column in columns:
        if column.required and column.code not in codes:
            raise ColumnMissing(column=column.code)
    return Header(tuple(codes), tuple(unknown))


def known_names(row: Sequence[str], names: Names) -> int:
    """How many of the names are known: tells in which way a line is to be divided."""
    return sum(bool(names.code_of(name)) for name in row)
