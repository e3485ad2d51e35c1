"""One way to read every uploaded file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kontor.contexts.transfers.reading.csv_rows import Form, Known, csv_rows, form_of
from kontor.contexts.transfers.reading.xlsx_rows import xlsx_rows
from kontor.platform import files


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is being read.

    Attributes:
        rows: its rows, the header first; lists of text.
        encoding, delimiter: of a CSV file; "" for XLSX.
    """

    rows: Iterator[list[str]]
    encoding: str = ""
    delimiter: str = ""


@contextmanager
def opened(name: str, kind: str, encoding: str, known: Known) -> Iterator[Source]:
    """The private file `name` as rows; a copy on this machine is read, wherever files are kept.

    Args:
        kind: csv or xlsx.
        encoding: of a CSV file as the person said; "" to find out.
        known: see `form_of`.

    Raises:
        EncodingUnknown; and those of the rows while they are read.
    """
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        with files.private().open(name) as kept:
            shutil.copyfileobj(kept, copy, 1 << 20)
        copy.flush()
        path = Path(copy.name)
        if kind == "xlsx":
            yield Source(xlsx_rows(path))
            return
        form: Form = form_of(path, encoding, known)
        yield Source(csv_rows(path, form), form.encoding, form.delimiter)
