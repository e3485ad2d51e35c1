"""The law of a violation: it counts until its time is over or it is taken back (OPR-03)."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class State(StrEnum):
    """States of a violation."""

    IN_FORCE = "in_force"  # its points count
    EXPIRED = "expired"
    LIFTED = "lifted"  # it was wrong, or an appeal was granted


VIOLATION = Lifecycle(
    states=State,
    start=State.IN_FORCE,
    final=(State.EXPIRED, State.LIFTED),
    moves=[
        move("expire", [State.IN_FORCE], State.EXPIRED, Actor.SYSTEM, "ViolationEnded", "its time is over"),
        move("lift", [State.IN_FORCE], State.LIFTED, Actor.OPERATOR, "ViolationEnded", "a reason"),
    ],
)
