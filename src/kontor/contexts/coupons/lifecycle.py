"""The laws of a coupon, and of its use for one order (TRD-11)."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class CouponState(StrEnum):
    """A coupon can be used while it runs, between its dates, within its budget."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


C = CouponState
COUPON = Lifecycle(
    states=CouponState,
    start=C.DRAFT,
    final=(C.ENDED,),
    moves=[
        move("start", [C.DRAFT], C.RUNNING, Actor.SELLER | Actor.OPERATOR, guard="its last day is ahead"),
        move("pause", [C.RUNNING], C.PAUSED, Actor.SELLER | Actor.OPERATOR),
        move("resume", [C.PAUSED], C.RUNNING, Actor.SELLER | Actor.OPERATOR),
        move("end", [C.DRAFT, C.RUNNING, C.PAUSED], C.ENDED, Actor.SELLER | Actor.OPERATOR | Actor.SYSTEM),
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
