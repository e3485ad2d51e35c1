"""A buyer has done a task and takes the coins for it (COI-09, BUY-09)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.buyers.models import Follow, WishItem
from kontor.contexts.catalogue.models import Product
from kontor.contexts.coins.errors import NothingToday, TaskNotDone
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.rules.kinds import SceneKind, Task
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.kernel.viewer import Buyer


def finish_task(*, viewer: Buyer, scene_id: UUID) -> int:
    """Look whether the task is done, and give its coins, once.

    Returns:
        How many.

    Raises:
        TaskNotDone: when the buyer has not done it.
        NothingToday: when the buyer has the coins, or the scene gives none.
    """
    scene = Scene.objects.filter(id=scene_id, kind=SceneKind.TASK).first()
    if scene is None:
        raise NothingToday
    if not _done(viewer, scene):
        raise TaskNotDone
    lots = grant_coins(wanted=[Wanted(scene_id=scene_id, buyer_id=viewer.buyer_id, cause=f"task:{scene_id}")])
    if not lots:
        raise NothingToday
    return lots[0].coins


def _done(viewer: Buyer, scene: Scene) -> bool:
    """At the scene's store, or anywhere where the platform gives."""
    store = {"store_id": scene.store_id} if scene.store_id else {}
    if scene.task == Task.FOLLOW:
        return Follow.objects.filter(buyer_id=viewer.buyer_id, **store).exists()
    if scene.task == Task.REVIEW:
        return Review.objects.filter(buyer_id=viewer.buyer_id, **store).exists()
    kept = WishItem.objects.filter(buyer_id=viewer.buyer_id)
    if scene.store_id:
        kept = kept.filter(product_id__in=Product.objects.filter(store_id=scene.store_id).values("id"))
    return kept.exists()
