"""Who was seen before under one key."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from kontor.contexts.risk.rules.kinds import TraceKind

DAY = 24  # hours


class Other(NamedTuple):
    """Another account with the same key, within the window of the policy.

    Attributes:
        who: its id.
        hours: since it was seen last with the key.
        joined: it was registered then, not only signed in.
        place, machine, hand, habits: keys of its address and machine, its packed hand, and what it brought along, when
            it was seen last.
    """

    who: Hashable
    hours: float
    joined: bool
    place: int
    machine: int
    hand: int
    habits: int = 0

    @property
    def today(self) -> bool:
        """Registered within the last 24 hours (ACC-31)."""
        return self.joined and self.hours < DAY


Before = Mapping[TraceKind, Sequence[Other]]
"""Of each key of an attempt the latest others, at most `kinds.MOST` of them."""
