"""Facts in the past tense: recorded by a service in its transaction, delivered to reactions after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of every fact. Subclasses add plain fields only (UUID, int, str, bool, None).

    Attributes:
        name: permanent, `context.fact` (`orders.paid`).
        key: the placement key; facts of one key are delivered in the order in which they happened.
    """

    name: ClassVar[str]
    key: UUID
