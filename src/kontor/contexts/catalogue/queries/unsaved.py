"""What people typed into the editor and have not saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.catalogue.models import EditorDraft
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form as it was typed: `typed` is field → values; `version` that of the product when it was opened."""

    id: UUID
    product_id: UUID | None
    version: int
    title: str
    typed: Mapping[str, list[str]]
    at: datetime


def unsaved_of(seat: Seat, product_id: UUID) -> Unsaved | None:
    """What this person typed for a product and did not save."""
    return _one(EditorDraft.objects.filter(account_id=seat.account_id, product_id=product_id).first(), seat)


def unsaved(seat: Seat, draft_id: UUID) -> Unsaved | None:
    """One unsaved new product of this person's; another's looks absent."""
    mine = EditorDraft.objects.filter(account_id=seat.account_id, id=draft_id, product__isnull=True)
    return _one(mine.first(), seat)


def unsaved_new(seat: Seat) -> list[Unsaved]:
    """This person's unsaved new products in the seat's store, latest first."""
    mine = EditorDraft.objects.filter(account_id=seat.account_id, store_id=seat.store_id, product__isnull=True)
    return [found for row in mine.order_by("-at", "-id") if (found := _one(row, seat)) is not None]


def _one(row: EditorDraft | None, seat: Seat) -> Unsaved | None:
    if row is None or row.store_id != seat.store_id:
        return None
    return Unsaved(row.id, row.product_id, row.version, row.title, row.typed, row.at)
