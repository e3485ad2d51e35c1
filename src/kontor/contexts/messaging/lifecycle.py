"""The law of a conversation: open until it is done, and open again when somebody writes (MSG-08). Pure."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class State(StrEnum):
    """States of a conversation."""

    OPEN = "open"
    RESOLVED = "resolved"


CONVERSATION = Lifecycle(
    states=State,
    start=State.OPEN,
    final=(),
    moves=[
        move("resolve", [State.OPEN], State.RESOLVED, Actor.SELLER, guard="the buyer does not wait for an answer"),
        move("reopen", [State.RESOLVED], State.OPEN, Actor.SELLER | Actor.BUYER | Actor.SYSTEM),
    ],
)
