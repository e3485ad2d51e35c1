"""What sort of file somebody sends, told by its bytes and not by its name."""

from __future__ import annotations

import zipfile
from typing import IO

from kontor.contexts.transfers.errors import FileDamaged, FileOldExcel, FileTooLarge, FileWrongType
from kontor.contexts.transfers.policy import FILE_BYTES, UNPACKED_BYTES
from kontor.contexts.transfers.rules.encodings import marked

MEGABYTE = 1_000_000
HEAD = 4096  # bytes that are looked at
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"7z\xbc", b"Rar!", b"<!DOCTYPE",
           b"<html", b"{\\rtf", b"\x7fELF", b"MZ")  # fmt: skip
_PARTS = 2_000  # files inside an XLSX


def sniff(file: IO[bytes], size: int) -> str:
    """`csv` or `xlsx`; the file is left at its beginning.

    Raises:
        FileTooLarge, FileOldExcel, FileWrongType, FileDamaged: with what to do.
    """
    most = FILE_BYTES.int()
    if size > most:
        raise FileTooLarge(field="file", megabytes=most // MEGABYTE)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(_OLD_EXCEL):
        raise FileOldExcel(field="file")
    if head.startswith(_ZIP):
        _check_parts(file)
        file.seek(0)
        return "xlsx"
    if not head or head.lstrip().startswith(_OTHERS) or (b"\0" in head and not marked(head)):
        raise FileWrongType(field="file")
    return "csv"


def _check_parts(file: IO[bytes]) -> None:
    """That it is a workbook, and says of itself that it unpacks to something bearable. Whether that is true, the
    process with limits finds out."""
    try:
        with zipfile.ZipFile(file) as bundle:
            parts = bundle.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileDamaged(field="file") from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise FileWrongType(field="file")
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES.int():
        raise FileDamaged(field="file")
