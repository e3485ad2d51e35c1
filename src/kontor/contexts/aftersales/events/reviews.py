"""Facts of reviews. `key` is the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWritten(Event):
    """A buyer has reviewed a line of an order."""

    name: ClassVar[str] = "aftersales.review_written"
    store_id: UUID
    review_id: UUID
    product_id: UUID
    stars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRemoved(Event):
    """The operator took a review out of sight."""

    name: ClassVar[str] = "aftersales.review_removed"
    store_id: UUID
    review_id: UUID
    product_id: UUID
