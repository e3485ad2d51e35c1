"""A purchase's way as a timeline for its buyer, from the order's own table (TRD-07)."""

from __future__ import annotations

from typing import Any

from kontor.contexts.orders.lifecycle import PATH, State
from kontor.contexts.orders.shapes import Detail
from kontor.sites.storefront.purchases import words
from kontor.ui.formats import moment

_ICONS = {
    "pay": "banknote", "clear_risk": "shield-check", "ship": "truck", "ship_part": "boxes", "deliver": "package-check",
    "receive": "handshake", "finish": "scale", "dispute": "gavel", "freeze": "lock",
}  # fmt: skip
_ASIDE = {State.CANCELLED, State.IN_DISPUTE, State.FROZEN}
_NEXT = {
    State.PAID: "pay", State.TO_SHIP: "clear_risk", State.SHIPPED: "ship", State.DELIVERED: "deliver",
    State.RECEIVED: "receive", State.FINISHED: "finish",
}  # fmt: skip


def steps(order: Detail) -> list[dict[str, Any]]:
    """From placing to the end: what has happened with its time, what is now, what comes."""
    made: list[dict[str, Any]] = [
        {"label": words.PLACED, "time": moment(order.card.placed_at), "state": "done", "icon": "receipt-text"}
    ]
    made += [
        {
            "label": words.STEPS.get(step.move, step.move),
            "time": moment(step.at),
            "state": "done",
            "icon": _ICONS.get(step.move, ""),
        }
        for step in order.steps
        if step.move != "place"  # stands above
    ]
    state = State(order.card.state)
    if state in _ASIDE:
        made[-1]["state"] = "problem"
        return made
    position = PATH.index(State.TO_SHIP if state is State.PARTLY_SHIPPED else state)
    ahead = [{"label": words.STEPS[_NEXT[later]], "icon": _ICONS[_NEXT[later]]} for later in PATH[position + 1 :]]
    if ahead:
        ahead[0]["state"] = "now"
    return made + ahead
