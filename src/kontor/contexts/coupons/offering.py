"""Offers of stores and of the platform: whose they are, and how one moves. For coupons, and for scenes of coins."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from kontor.contexts.coupons.lifecycle import OFFER, OfferState
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, Seat, System

M = TypeVar("M", bound=Model)


def issuer(viewer: Seat | Operator, right: str) -> UUID | None:
    """Whose offers the viewer sees to: those of the seat's store, or (None) the platform's.

    Raises:
        RightMissing: for seats without the right.
    """
    if isinstance(viewer, Operator):
        return None
    require(viewer, right)
    return viewer.store_id


def possible(state: str, viewer: Seat | Operator) -> list[str]:
    """The moves that the viewer can make of an offer in this state."""
    return OFFER.possible(state, _actor(viewer))


def move_offer(
    rows: QuerySet[M],
    *,
    viewer: Seat | Operator | System,
    right: str,
    move: str,
    missing: type[Refusal],
    over: Refusal,
) -> M:
    """Make one move of `lifecycle.OFFER` with the offer in `rows`, held until the caller's transaction ends.

    Args:
        missing: what is said when it is not the viewer's; `over`: when it is to start after its last day.

    Raises:
        MoveRefused: when its state does not allow it.
        RightMissing.
    """
    if not isinstance(viewer, System):
        rows = rows.filter(store_id=issuer(viewer, right))
    row: Any = rows.select_for_update().first()
    if row is None:
        raise missing
    target, at = OFFER.check(move, row.state, _actor(viewer)).target, now()
    if move == "start" and row.ends_at <= at:
        raise over
    row.state, row.ended_at = target, at if target == OfferState.ENDED else None
    row.save(update_fields=["state", "ended_at"])
    return row  # type: ignore[no-any-return]


def _actor(viewer: Seat | Operator | System) -> Actor:
    if isinstance(viewer, System):
        return Actor.SYSTEM
    return Actor.SELLER if isinstance(viewer, Seat) else Actor.OPERATOR
