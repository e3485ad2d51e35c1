"""The law of a request: open until it is resolved, and open again when its buyer writes (BUY-03). Pure."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class State(StrEnum):
    """States of a request."""

    OPEN = "open"
    RESOLVED = "resolved"


REQUEST = Lifecycle(
    states=State,
    start=State.OPEN,
    final=(),
    moves=[
        move("resolve", [State.OPEN], State.RESOLVED, Actor.OPERATOR, guard="the buyer does not wait for an answer"),
        move("reopen", [State.RESOLVED], State.OPEN, Actor.BUYER),
    ],
)
