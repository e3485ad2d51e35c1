"""A scene is written down, before it starts (COI-09)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coins import policy
from kontor.contexts.coins.accounts import own_account
from kontor.contexts.coins.errors import SceneMissing, SceneNotDraft
from kontor.contexts.coins.models import Scene
from kontor.contexts.coins.rules.kinds import TYPES, SceneKind
from kontor.contexts.coins.rules.scenes import SceneForm, check
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.contexts.coupons.offering import issuer
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat


def save_scene(*, viewer: Seat | Operator, form: SceneForm, scene_id: UUID | None = None) -> UUID:
    """Write a draft, of the seat's store or (for the operator) the platform; `queries.scenes.forecast_of` has its cost.

    Args:
        scene_id: the draft to change; None for a new one.

    Raises:
        Refusals, SceneKindWrong: for fields that are wrong.
        SceneMissing: when the draft is not the viewer's.
        SceneNotDraft: when it has started; terms are kept.
        AccountMissing, RightMissing.
    """
    store_id = issuer(viewer, "marketing.coins")
    check(
        form, at=now(), of_platform=store_id is None, given_at_most=policy.GIVEN_AT_MOST.int(),
        days=policy.SCENE_DAYS.int(),
    )  # fmt: skip
    kind = TYPES[SceneKind(form.kind)]
    with transaction.atomic():
        if isinstance(viewer, Seat):
            own_account(viewer)
        scene = Scene(store_id=store_id, created_by=viewer.account_id)
        if scene_id is not None:
            scene = _draft(scene_id, store_id)
        scene.kind, scene.name = form.kind, form.name.strip()
        scene.starts_at, scene.ends_at = form.starts_at, form.ends_at
        scene.coins, scene.share_bp = form.coins, form.share_bp
        scene.threshold_minor = form.threshold_minor if kind.threshold else 0
        scene.task = form.task if kind.task else ""
        scene.budget, scene.cap = form.budget, form.cap
        scene.only_here = form.only_here and store_id is not None
        scene.save()
        return scene.id


def _draft(scene_id: UUID, store_id: UUID | None) -> Scene:
    scene = Scene.objects.select_for_update().filter(id=scene_id, store_id=store_id).first()
    if scene is None:
        raise SceneMissing
    if scene.state != OfferState.DRAFT:
        raise SceneNotDraft
    return scene
