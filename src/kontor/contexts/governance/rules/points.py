"""What follows from a sum of points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.contexts.governance import policy
from kontor.contexts.governance.rules.offences import Follows


@dataclass(frozen=True, slots=True)
class Threshold:
    """From `points` on, `follows`, for `days` (None: without an end of its own)."""

    points: int
    follows: Follows
    days: int | None


def thresholds() -> Sequence[Threshold]:
    """Those in force, the lowest first."""
    return sorted(
        (
            Threshold(policy.HIDE_AT.int(), Follows.HIDING, policy.HIDDEN_SHORT.int()),
            Threshold(policy.HIDE_LONG_AT.int(), Follows.HIDING, policy.HIDDEN_LONG.int()),
            Threshold(policy.CLOSE_AT.int(), Follows.CLOSURE, None),
        ),
        key=lambda each: each.points,
    )


def crossed(before: int, after: int, table: Sequence[Threshold]) -> Threshold | None:
    """The highest threshold that lies above `before` and not above `after`."""
    passed = [each for each in table if before < each.points <= after]
    return passed[-1] if passed else None


def ahead(points: int, table: Sequence[Threshold]) -> Threshold | None:
    """The next threshold above `points`."""
    return next((each for each in table if each.points > points), None)
