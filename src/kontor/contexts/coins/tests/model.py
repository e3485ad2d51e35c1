"""What the state machine of coins believes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass
class Coins:
    """The model of a lot."""

    funder: UUID | None
    only: UUID | None
    scene: UUID | None
    expires: datetime
    coins: int
    order: UUID | None = None
    waits: bool = False
    recalled: int = 0
    at: dict[str, int] = field(default_factory=dict)


@dataclass
class Order:
    """The model of a purchase: lot → coins held; store order → (lot → coins, coins that came back)."""

    buyer: UUID
    held: dict[UUID, int]
    uses: dict[UUID, dict[UUID, int]]
    state: str = "held"
    refunded: dict[UUID, int] = field(default_factory=dict)
