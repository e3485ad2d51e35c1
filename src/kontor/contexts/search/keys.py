"""Page keys: where a page ends, as an opaque word in the address. Pure."""

from __future__ import annotations

import base64
import binascii
import json
import math
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Value = float | str


@dataclass(frozen=True, slots=True)
class Key:
    """The row beside which a page begins.

    Attributes:
        forward: the page lies after the row; else before it.
        value: what the row is sorted by (a number, or a moment as ISO 8601).
        step: at which step of forgiveness the words were found.
        instead: the mended words of that step.
    """

    forward: bool
    value: Value
    product_id: UUID
    step: int = 0
    instead: str = ""

    def write(self) -> str:
        parts = [int(self.forward), self.value, self.product_id.hex, self.step, self.instead]
        return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def read(text: str, *, moment: bool) -> Key | None:
    """The key that `text` spells, or None: a key that was tampered with means the first page.

    Args:
        moment: whether the sort is by time.
    """
    try:
        parts = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        forward, value, product, step, instead = parts
        if moment:
            datetime.fromisoformat(value)
        elif isinstance(value, bool) or not math.isfinite(value):
            return None
        return Key(bool(forward), value, UUID(product), int(step), str(instead)[:200])
    except (ValueError, TypeError, binascii.Error, AttributeError, OverflowError, RecursionError):
        return None
