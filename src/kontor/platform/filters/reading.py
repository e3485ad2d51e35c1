"""The filters that a person keeps."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kontor.platform.filters.models import SavedFilter


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved filter: `query` goes behind the `?` of its list."""

    id: UUID
    name: str
    query: str


def saved(*, account_id: UUID, list_name: str, scope: UUID | None = None) -> list[Kept]:
    """The filters of that person for that list, oldest first. For that person."""
    rows = SavedFilter.objects.filter(account_id=account_id, list_name=list_name, scope=scope)
    return [Kept(*row) for row in rows.order_by("created_at", "id").values_list("id", "name", "query")]
