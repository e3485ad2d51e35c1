"""A gift of coins goes to the buyers of a store, or to all who have bought (COI-09)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coupons.lifecycle import OfferState

_BUYERS = """
SELECT DISTINCT buyer_id FROM orders_storeorder
WHERE paid_at IS NOT NULL AND (%(store)s::uuid IS NULL OR store_id = %(store)s)
    AND (%(after)s::uuid IS NULL OR buyer_id > %(after)s)
ORDER BY buyer_id LIMIT %(most)s
"""


def give_gift(*, scene_id: UUID, after: UUID | None = None, most: int = 500) -> UUID | None:
    """Give the next buyers theirs, in the order of their ids. Safe to repeat: each gets it once.

    Returns:
        The last buyer looked at, from whom to go on; None when all have been, or the scene gives no more.
    """
    scene = Scene.objects.filter(id=scene_id, kind=SceneKind.CAMPAIGN, state=OfferState.RUNNING).first()
    if scene is None or scene.given + scene.coins > scene.budget:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_BUYERS, {"store": scene.store_id, "after": after, "most": most})
        buyers = [row[0] for row in cursor.fetchall()]
    grant_coins(wanted=[Wanted(scene_id=scene.id, buyer_id=buyer, cause=f"gift:{scene.id}") for buyer in buyers])
    return buyers[-1] if len(buyers) == most else None
