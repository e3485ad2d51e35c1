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


@dataclass(frozen=True, slots=True)
class Change:
    """What stood there and what shall stand there: words (the difference is marked word by word), or pictures (they
    are shown side by side). "" or nothing on one side: it is new, or goes."""

    before: str | Sequence[Picture]
    after: str | Sequence[Picture]


Value = str | int | Decimal | datetime | Link | Picture | Change
Evidence = Sequence[tuple[str, Value | Sequence[Value]]]  # (label in the reader's language, what there is)
