"""The laws of an offer (a coupon, a scene that gives coins), and of a coupon's use for one order (TRD-11, COI-09)."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class OfferState(StrEnum):
    """What is offered to buyers for a time counts while it runs, between its dates, within its budget."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


S = OfferState
OFFER = Lifecycle(
    states=OfferState,
    start=S.DRAFT,
    final=(S.ENDED,),
    moves=[
        move("start", [S.DRAFT], S.RUNNING, Actor.SELLER | Actor.OPERATOR, guard="its last day is ahead"),
        move("pause", [S.RUNNING], S.PAUSED, Actor.SELLER | Actor.OPERATOR),
        move("resume", [S.PAUSED], S.RUNNING, Actor.SELLER | Actor.OPERATOR),
        move("end", [S.DRAFT, S.RUNNING, S.PAUSED], S.ENDED, Actor.SELLER | Actor.OPERATOR | Actor.SYSTEM),
    ],
)


class UseState(StrEnum):
    """A coupon in an order: held at placement, used at payment."""

    HELD = "held"
    USED = "used"
    FREED = "freed"  # the order was closed unpaid: the buyer has it again
    RETURNED = "returned"  # all that it was used for was refunded


U = UseState
USE = Lifecycle(
    states=UseState,
    start=U.HELD,
    final=(U.FREED, U.RETURNED),
    moves=[
        move("use", [U.HELD], U.USED, Actor.SYSTEM, guard="the order is paid"),
        move("free", [U.HELD], U.FREED, Actor.SYSTEM, guard="the order is closed, unpaid"),
        move("give_back", [U.USED], U.RETURNED, Actor.SYSTEM, guard="all its money went back"),
    ],
)
