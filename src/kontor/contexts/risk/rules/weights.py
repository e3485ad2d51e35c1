"""The figures that a judgement uses, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kontor.contexts.risk.rules.likeness import NOTHING_KNOWN, Usual


@dataclass(frozen=True, slots=True)
class Weights:
    """See `policy.py`, where each is declared with its sentence and bounds.

    Attributes:
        day_volume: registrations that the installation sees in a day, all together.
        usual: how its registrations look; measured, like their number.
    """

    points: Mapping[str, int]
    challenge_at: int
    hold_at: int
    refuse_at: int
    per_cluster: int
    crowd_share: int
    link_device: int
    link_hand: int
    household: int
    strangers_among: float
    strangers_held: float
    neighbours_among: float
    group_least: int
    group_strangers: float
    fastest_gap: int
    fastest_form: int
    day_volume: int = 0
    usual: Usual = NOTHING_KNOWN
