"""Compiling translations with Babel: no gettext programs needed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_stale(folder: Path = LOCALE) -> int:
    """Write each `django.mo` whose `django.po` is newer.

    Returns:
        How many were written.
    """
    written = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        # A name of its own: another process may be at it as well.
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".mo.new", delete=False) as made:
            write_mo(made, catalogue)
        fresh = Path(made.name)
        fresh.chmod(0o644)
        fresh.replace(target)
        written += 1
    return written


if __name__ == "__main__":
    compile_stale()
