"""An order's way as a timeline: what has happened, and what comes next."""

from __future__ import annotations

from typing import Any

from kontor.contexts.orders.lifecycle import PATH, State
from kontor.contexts.orders.shapes import Detail
from kontor.sites.seller_center import words
from kontor.ui.formats import moment

_ICONS = {
    "pay": "banknote", "clear_risk": "shield-check", "ship": "truck", "ship_part": "boxes", "deliver": "package-check",
    "receive": "handshake", "finish": "scale", "cancel_unpaid": "circle-x", "cancel_paid": "circle-x",
    "cancel_frozen": "circle-x", "dispute": "gavel", "freeze": "lock",
}  # fmt: skip
_ENDS = {State.CANCELLED, State.FINISHED}
_ASIDE = {State.CANCELLED, State.IN_DISPUTE, State.FROZEN}


def steps(order: Detail) -> list[dict[str, Any]]:
    """Steps made, with their times, then the state that it stands in, then what an undisturbed order would do."""
    made = [
        {
            "label": words.STEPS.get(step.move, step.move),
            "time": moment(step.at),
            "state": "done",
            "icon": _ICONS.get(step.move, ""),
        }
        for step in order.steps
    ]
    state = State(order.card.state)
    if state in _ASIDE:
        made[-1:] = [{**made[-1], "state": "problem"}] if made else []
        return made
    if state not in _ENDS:
        made.append({"label": words.STATES[state], "note": words.NEXT[state], "state": "now"})
    position = PATH.index(State.TO_SHIP if state is State.PARTLY_SHIPPED else state)
    return made + [{"label": words.STATES[later]} for later in PATH[position + 1 :]]
