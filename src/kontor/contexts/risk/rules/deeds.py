"""What accounts do before their first order: doors, couriers' phones, stores (ACC-31). Pure.

A door is shared by families, dormitories, offices and pick-up points, a store by all its buyers. What they do not share
is one hand and one browser behind it, again and again. So those are measured against each other who do the same: they
are few, and a likeness that proves nothing among all registrations proves much among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.likeness import BY_CHANCE, LEAST, Likeness, purely
from kontor.contexts.risk.rules.seen import Other
from kontor.contexts.risk.rules.weights import Weights

_COMMON = frozenset((TraceKind.STORE, TraceKind.DOOR))  # a phone or a card is shared by fewer
_HOURS = {TraceKind.STORE: 7 * 24.0}  # how long ago others may have done the same; else within the window of traces


def ties_of(kind: TraceKind, me: Other, others: Sequence[Other], weights: Weights) -> dict[object, TraceKind]:
    """The accounts to which one belongs that does the same as `others`.

    Neighbours have one door, one region, and often one address of the internet; that has told what it can when they
    registered, so it counts for nothing here. A card of more people than a household has needs no hand.

    Args:
        me: as it was when it registered.
        others: who did the same, the latest first.
    """
    if kind is TraceKind.PAYMENT and len(others) >= weights.household:
        return {other.who: kind for other in others}
    local = kind is not TraceKind.STORE
    least = weights.link_hand if kind in _COMMON else weights.link_device
    recent = [
        other
        for other in others
        if other.hours <= _HOURS.get(kind, other.hours) and not (local and other.place == me.place)
    ]
    if len(recent) < least or weights.usual.many < LEAST:
        return {}
    measure = Likeness(me.hand, me.habits, weights.usual)
    found = sorted(
        ((measure.to(each.hand, each.habits, local=local), each) for each in recent), key=lambda one: -one[0]
    )
    alike = purely(found, len(recent), weights.strangers_among, by_chance=BY_CHANCE)
    return {other.who: kind for _, other in alike} if len(alike) >= least else {}
