"""Facts of inventory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StockChanged(Event):
    """A count or a delivery changed what is on hand by `delta` units."""

    name: ClassVar[str] = "inventory.stock_changed"
    store_id: UUID
    sku_id: UUID
    delta: int
