"""What a scene gives to whom, never beyond its budget, its cap and its dates (COI-09). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kontor.contexts.coupons.lifecycle import OfferState


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scene allows.

    Attributes:
        coins: a fixed number; 0 where `share_bp` (1/10,000 of what was paid) says how many.
        threshold: of a paid order, in fen; 0 for none.
        budget, given: in coins.
        cap: of one buyer, in coins.
    """

    state: str
    starts_at: datetime
    ends_at: datetime
    coins: int
    share_bp: int
    threshold: int
    budget: int
    given: int
    cap: int


def runs(terms: Terms, at: datetime) -> bool:
    """Whether the scene gives coins at that moment; its last moment is the one before `ends_at`."""
    return terms.state == OfferState.RUNNING and terms.starts_at <= at < terms.ends_at


def amount(terms: Terms, *, paid_fen: int, most: int) -> int:
    """How many coins for something that cost `paid_fen` (0 where nothing was paid); a share is rounded down."""
    if paid_fen < terms.threshold:
        return 0
    return min(most, terms.coins or paid_fen * terms.share_bp // 10_000)


def allowed(terms: Terms, coins: int, *, had: int) -> bool:
    """Whether budget and cap still hold all of `coins`; a part is never given.

    Args:
        had: what the buyer has of this scene.
    """
    return 0 < coins <= min(terms.budget - terms.given, terms.cap - had)
