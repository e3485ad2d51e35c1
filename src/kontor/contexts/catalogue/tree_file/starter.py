"""The tree that comes with the package: a start for a new market, and the demo's."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "categories.json"


def starter() -> str:
    """The text of the starter file: a dozen top categories and some fifty below them, in seven languages."""
    return _FILE.read_text(encoding="utf-8")
