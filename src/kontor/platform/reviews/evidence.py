"""What a reviewer is shown: pairs of a label and a value, a link or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a page of the console (or elsewhere). `href` is an address; `text` is what people read."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to look at. `src` is an address that only reviewers may open; `alt` says what it shows."""

    src: str
    alt: str


Value = str | int | Decimal | datetime | Link | Picture
Evidence = Sequence[tuple[str, Value | Sequence[Value]]]  # (label in the reader's language, what there is)
