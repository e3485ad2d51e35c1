"""A store's short news: for those who follow it, and for who writes them (BUY-07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.sellers.models import StoreNews
from kontor.kernel import viewer


@dataclass(frozen=True, slots=True)
class NewsView:
    """One item."""

    id: UUID
    store_id: UUID
    title: str
    text: str
    published_at: datetime


def of_stores(store_ids: Sequence[UUID], *, size: int = 12) -> list[NewsView]:
    """The latest news of these stores, newest first. Public."""
    rows = StoreNews.objects.filter(store_id__in=list(store_ids), removed_at=None) if store_ids else ()
    return [_view(row) for row in (rows.order_by("-published_at", "-id")[:size] if store_ids else ())]  # type: ignore[union-attr]


def of_seat(seat: viewer.Seat, *, size: int = 50) -> list[NewsView]:
    """What the seat's store has published."""
    rows = StoreNews.objects.filter(store_id=seat.store_id, removed_at=None)
    return [_view(row) for row in rows.order_by("-published_at", "-id")[:size]]


def _view(row: StoreNews) -> NewsView:
    return NewsView(row.id, row.store_id, row.title, row.text, row.published_at)
