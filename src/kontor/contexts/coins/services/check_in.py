"""A buyer comes by and gets the day's coins (COI-09, BUY-09)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.coins.errors import NothingToday
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.purses import zone_of, zones_of
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def check_in(*, viewer: Buyer, scene_id: UUID) -> int:
    """Give the day's coins, once on each day of the buyer's time zone.

    Returns:
        How many.

    Raises:
        NothingToday: when the buyer has them, or the scene gives none.
    """
    if not Scene.objects.filter(id=scene_id, kind=SceneKind.CHECK_IN).exists():
        raise NothingToday
    zone = zone_of(zones_of([viewer.buyer_id]).get(viewer.buyer_id, ""))
    day = now().astimezone(zone).date()
    lots = grant_coins(
        wanted=[Wanted(scene_id=scene_id, buyer_id=viewer.buyer_id, cause=f"day:{scene_id}:{day.isoformat()}")]
    )
    if not lots:
        raise NothingToday
    return lots[0].coins
