"""Ids and numbers that follow from the seed, so that the same seed makes the same market."""

from __future__ import annotations

from datetime import datetime
from random import Random
from uuid import UUID


class Ids:
    """A stream of UUIDv7 and public numbers."""

    def __init__(self, seed: str) -> None:
        self._chance = Random(seed)

    def at(self, moment: datetime) -> UUID:
        """An id made at `moment`."""
        value = (int(moment.timestamp() * 1000) & 0xFFFFFFFFFFFF) << 80 | self._chance.getrandbits(80)
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)

    def number(self) -> int:
        """Sixteen digits."""
        return self._chance.randrange(10**15, 10**16)
