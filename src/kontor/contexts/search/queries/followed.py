"""New goods of the stores that a buyer follows (BUY-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.kernel.viewer import Buyer

_NEW = """
SELECT c.product_id, c.listed_at FROM buyers_follow f JOIN search_card c ON c.store_id = f.store_id
WHERE f.buyer_id = %(buyer)s AND (%(at)s::timestamptz IS NULL OR (c.listed_at, c.product_id) < (%(at)s, %(id)s::uuid))
ORDER BY c.listed_at DESC, c.product_id DESC LIMIT %(size)s
"""


@dataclass(frozen=True, slots=True)
class New:
    """A product and since when it is on sale."""

    product_id: UUID
    listed_at: datetime

    @property
    def key(self) -> str:
        """Where the next page begins."""
        return f"{self.listed_at:%Y-%m-%dT%H:%M:%S.%f}Z~{self.product_id}"


def new_goods(viewer: Buyer, *, before: tuple[datetime, UUID] | None = None, size: int = 24) -> list[New]:
    """The feed of the viewer, newest first, paged by key; one statement."""
    at, product_id = before or (None, None)
    with connection.cursor() as cursor:
        cursor.execute(_NEW, {"buyer": viewer.buyer_id, "at": at, "id": product_id, "size": size})
        return [New(*row) for row in cursor.fetchall()]
