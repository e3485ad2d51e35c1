"""How kept products stand: for wish lists, and for what is worth telling their owners (BUY-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kontor.contexts.search.models import Card
from kontor.kernel.money import Money

_BY_NUMBER = """
SELECT number, product_id, price_minor, currency FROM search_card WHERE number = ANY(%s)
"""
_STANDING = """
SELECT c.product_id, c.number, c.slug, coalesce(c.titles ->> %s, c.title), c.price_minor, c.currency, count(s.id),
       coalesce(sum(t.free), 0), min(s.id::text)
FROM search_card c
LEFT JOIN catalogue_sku s ON s.product_id = c.product_id AND s.active
LEFT JOIN LATERAL (
    SELECT sum(k.on_hand - k.reserved) AS free FROM inventory_stock k WHERE k.sku_id = s.id
) t ON TRUE
WHERE c.product_id = ANY(%s) GROUP BY c.product_id
"""


@dataclass(frozen=True, slots=True)
class Wishable:
    """A product on sale that can be kept: its price is the store's."""

    product_id: UUID
    number: int
    price: Money


@dataclass(frozen=True, slots=True)
class Standing:
    """How a product on sale stands. `only_sku`: its one SKU, when there is no choice to make."""

    product_id: UUID
    number: int
    slug: str
    title: str
    price: Money
    available: bool
    only_sku: UUID | None

    @property
    def path(self) -> str:
        """Of its page."""
        return f"/p/{self.slug}-{self.number}/"


def wishable(numbers: Sequence[int]) -> list[Wishable]:
    """Those of the numbers that are on sale, in the order asked for. Public."""
    if not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [list(numbers)])
        found = {row[0]: Wishable(row[1], row[0], Money(row[2], row[3])) for row in cursor.fetchall()}
    return [found[number] for number in numbers if number in found]


def titles_of(product_ids: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    """Their titles by language. Public, one statement."""
    return dict(Card.objects.filter(product_id__in=product_ids).values_list("product_id", "titles"))


def standing(product_ids: Sequence[UUID], language: str) -> dict[UUID, Standing]:
    """How these products stand; those not on sale are left out. Public, one statement."""
    if not product_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [language, list(product_ids)])
        return {
            row[0]: Standing(
                row[0], row[1], row[2], row[3], Money(row[4], row[5]), row[7] > 0, UUID(row[8]) if row[6] == 1 else None
            )
            for row in cursor.fetchall()
        }
