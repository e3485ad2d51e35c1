"""A store's products, to choose some of them: those that are chosen, and those that are looked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat

_FOUND = 30
# Those that are named, and up to so many more whose number or title fits; each in the reader's language, or its own.
_GOODS = """
SELECT p.id, p.number, coalesce(
  (SELECT t.title FROM catalogue_producttext t WHERE t.product_id = p.id AND t.language = %(language)s),
  (SELECT t.title FROM catalogue_producttext t WHERE t.product_id = p.id AND t.language = p.home_language), ''),
  p.number = ANY(%(numbers)s::bigint[]) OR p.id = ANY(%(ids)s::uuid[])
FROM catalogue_product p WHERE p.store_id = %(store)s
AND (p.number = ANY(%(numbers)s::bigint[]) OR p.id = ANY(%(ids)s::uuid[]) OR p.id IN (
  SELECT f.id FROM catalogue_product f WHERE %(text)s <> '' AND f.store_id = %(store)s AND f.state = 'approved'
  AND NOT f.number = ANY(%(numbers)s::bigint[]) AND (f.number::text = %(text)s OR EXISTS (
    SELECT 1 FROM catalogue_producttext t WHERE t.product_id = f.id AND t.title ILIKE %(like)s))
  ORDER BY f.id DESC LIMIT %(most)s))
ORDER BY p.number
"""


@dataclass(frozen=True, slots=True)
class Pick:
    """A product that can be chosen, or is."""

    id: UUID
    number: int
    title: str
    chosen: bool


def picks(
    seat: Seat, right: str, numbers: Collection[int], *, ids: Collection[UUID] = (), find: str = "", language: str
) -> list[Pick]:
    """The store's products with these numbers or ids, the chosen ones first, and those that `find` finds.

    One statement. Products of other stores are left out, whoever names them.

    Args:
        right: what they are chosen for is done with it.

    Raises:
        RightMissing.
    """
    require(seat, right)
    text = find.strip()[:80]
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    values: dict[str, Any] = {
        "store": seat.store_id, "numbers": list(numbers), "ids": list(ids), "text": text, "like": like,
        "most": _FOUND, "language": language,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_GOODS, values)
        found = [Pick(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda each: not each.chosen)
