"""What recognisers find in a message."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """Something recognised in the plain text.

    Attributes:
        kind: `phone`, `mail`, `link`, `handle`, `bank`, `wallet`, `number` (a harmless number) …
        start, end: half-open range in the plain text.
        sure: it is one, whatever stands around; otherwise the meaning of the message decides.
    """

    kind: str
    start: int
    end: int
    sure: bool = True
