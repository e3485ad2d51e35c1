"""A scene starts, rests, goes on or ends (COI-09)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.errors import SceneDates, SceneMissing
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.policy import SCENE_DAYS
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.contexts.coupons.offering import move_offer
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat, System
from kontor.platform.jobs import enqueue


def move_scene(*, viewer: Seat | Operator | System, scene_id: UUID, move: str) -> None:
    """Make one move of `coupons.lifecycle.OFFER`: `start`, `pause`, `resume` or `end`. A gift is given when it starts.

    Raises:
        SceneMissing: when it is not the viewer's.
        SceneDates: when it is to start after its last day.
        MoveRefused: when its state does not allow it.
        RightMissing.
    """
    at = now()
    with transaction.atomic():
        scene = move_offer(
            Scene.objects.filter(id=scene_id), viewer=viewer, right="marketing.coins", move=move,
            missing=SceneMissing, over=SceneDates(days=SCENE_DAYS.int()),
        )  # fmt: skip
        if move == "start":
            Scene.objects.filter(id=scene.id).update(started_at=at)
        if scene.kind == SceneKind.CAMPAIGN and scene.state == OfferState.RUNNING:
            enqueue("coins.give_gift", at=max(at, scene.starts_at), key=str(scene.id), scene_id=scene.id)
