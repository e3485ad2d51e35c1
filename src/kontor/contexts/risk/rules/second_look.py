"""A second look at a registration when its account orders for the first time (ACC-31, TRD-07). Pure.

Of a farm's first accounts nobody could say anything when they registered: there was nothing to compare them with. By
the time they order, the others have come.
"""

from __future__ import annotations

from kontor.contexts.risk.rules.company import AS_ALIKE, FEWEST_A_DAY, places_of, remote_of
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.likeness import BY_CHANCE, LEAST, MONTH, Likeness, purely
from kontor.contexts.risk.rules.seen import DAY, Before
from kontor.contexts.risk.rules.traces import Mark
from kontor.contexts.risk.rules.weights import Weights

_SPANS = 3, 7, 30  # days before and after the registration


def ties_again(mark: Mark, hours: float, before: Before, weights: Weights) -> dict[object, TraceKind]:
    """The accounts to which one belongs that nothing has tied yet, whether they came earlier or later.

    Args:
        hours: since the registration of which `mark` was kept.
        before: who is known under its keys now, itself not among them.
    """
    if weights.usual.many < LEAST:
        return {}
    measure = Likeness(mark.hand, mark.habits, weights.usual)
    found, _ = remote_of(mark, before, weights, measure, within=hours + max(_SPANS) * DAY)
    a_day = max(weights.usual.month / MONTH, FEWEST_A_DAY)
    for days in _SPANS:
        near = [each for each in found if abs(each[1].hours - hours) <= days * DAY]
        pure = purely(near, a_day * days * 2, weights.strangers_among, by_chance=BY_CHANCE)
        if places_of(pure) >= weights.link_hand:
            return {other.who: TraceKind.STYLE for likeness, other in pure if likeness >= pure[0][0] - AS_ALIKE}
    return {}
