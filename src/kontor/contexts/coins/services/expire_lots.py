"""Coins whose time is over go (COI-08)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.coins.purses import change_purses
from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

# Purses that somebody holds are left for the next round: nobody who is buying waits for us, nor we for them.
_PURSES = """
SELECT p.buyer_id FROM coins_purse p
WHERE p.buyer_id IN (
    SELECT buyer_id FROM coins_lot WHERE "left" > 0 AND expires_at <= %(at)s ORDER BY expires_at LIMIT %(most)s
)
ORDER BY p.buyer_id FOR UPDATE SKIP LOCKED
"""
_EXPIRE = """
WITH due AS MATERIALIZED (
    SELECT buyer_id, id, "left", funder_id FROM coins_lot
    WHERE buyer_id = ANY(%(buyers)s::uuid[]) AND "left" > 0 AND expires_at <= %(at)s
), done AS (
    UPDATE coins_lot l SET expired = l.expired + d."left", "left" = 0 FROM due d
    WHERE l.buyer_id = d.buyer_id AND l.id = d.id
)
SELECT buyer_id, funder_id, sum("left")::int, min(id::text) FROM due GROUP BY buyer_id, funder_id
"""


def expire_lots(*, most: int = 5_000) -> int:
    """Expire the coins of at most so many buyers whose lots are due, in one transaction.

    What is held for an order stays held; it expires when the order is closed.

    Returns:
        How many buyers it was; 0 when nothing is left that can be done now.
    """
    with transaction.atomic():
        values: dict[str, Any] = {"at": now(), "most": most}
        with connection.cursor() as cursor:
            cursor.execute(_PURSES, values)
            buyers = [row[0] for row in cursor.fetchall()]
            if not buyers:
                return 0
            cursor.execute(_EXPIRE, {**values, "buyers": buyers})
            rows = cursor.fetchall()
        sums: dict[UUID, dict[books.Funder, int]] = {}
        about: dict[UUID, str] = {}
        for buyer, funder, coins, first in rows:
            sums.setdefault(buyer, {})[funder] = coins
            about[buyer] = min(first, about.get(buyer, first))
        change_purses({buyer: (-sum(coins.values()), 0) for buyer, coins in sums.items()})
        post_many(
            entries=[
                Entry(
                    f"coins.expire:{new_id().hex}",  # what a lot gets back after its round goes with the next one
                    books.to_funders(books.purse(buyer), coins, books.EXPIRED),
                    UUID(about[buyer]),
                )
                for buyer, coins in sums.items()
            ]
        )
        return len(buyers)
