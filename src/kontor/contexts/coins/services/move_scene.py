"""A scene starts, rests, goes on or ends (COI-09)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.errors import SceneDates, SceneMissing
from kontor.contexts.coins.lifecycle import SCENE, SceneState
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.policy import SCENE_DAYS
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, Seat, System
from kontor.platform.jobs import enqueue


def move_scene(*, viewer: Seat | Operator | System, scene_id: UUID, move: str) -> None:
    """Make one move of `lifecycle.SCENE`: `start`, `pause`, `resume` or `end`. A gift is given when it starts.

    Raises:
        SceneMissing: when it is not the viewer's.
        SceneDates: when it is to start after its last day.
        MoveRefused: when its state does not allow it.
        RightMissing.
    """
    actor = Actor.SYSTEM if isinstance(viewer, System) else Actor.OPERATOR
    mine = Scene.objects.select_for_update().filter(id=scene_id)
    if isinstance(viewer, Seat):
        require(viewer, "marketing.coins")
        actor, mine = Actor.SELLER, mine.filter(store_id=viewer.store_id)
    elif isinstance(viewer, Operator):
        mine = mine.filter(store_id__isnull=True)
    with transaction.atomic():
        scene = mine.first()
        if scene is None:
            raise SceneMissing
        arrow = SCENE.check(move, scene.state, actor)
        at = now()
        if move == "start" and scene.ends_at <= at:
            raise SceneDates(days=SCENE_DAYS.int())
        scene.state = arrow.target
        scene.started_at = at if move == "start" else scene.started_at
        scene.ended_at = at if arrow.target == SceneState.ENDED else None
        scene.save(update_fields=["state", "started_at", "ended_at"])
        if scene.kind == SceneKind.CAMPAIGN and arrow.target == SceneState.RUNNING:
            enqueue("coins.give_gift", at=max(at, scene.starts_at), key=str(scene.id), scene_id=scene.id)
