"""A draw that anybody can recompute (COI-10). Pure.

Before the first ticket the operator publishes the digest of a secret seed, and the odds. After the last one the seed
is published. Each ticket's number is HMAC-SHA256(seed, "<digest of all tickets>:<place>") taken modulo a million; the
odds cut that range into prizes from the left. Neither the operator, who does not know the tickets beforehand, nor a
buyer, who does not know the seed, can aim.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prize:
    """`odds` of a million that a ticket wins `coins`."""

    name: str
    odds: int
    coins: int


def commitment(seed: bytes) -> str:
    """What is published of the seed before the first ticket."""
    return hashlib.sha256(seed).hexdigest()


def list_digest(tickets: Sequence[str]) -> str:
    """Of all tickets' codes in the order of their places, one a line."""
    return hashlib.sha256("\n".join(tickets).encode()).hexdigest()


def number(seed: bytes, digest: str, place: int) -> int:
    """The number of the ticket at `place` (from 1), from 0 to 999,999."""
    drawn = hmac.new(seed, f"{digest}:{place}".encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn, "big") % MILLION


def won(value: int, prizes: Sequence[Prize]) -> Prize | None:
    """The prize in whose range the number lies."""
    upper = 0
    for prize in prizes:
        upper += prize.odds
        if value < upper:
            return prize
    return None


def possible(prizes: Sequence[Prize]) -> bool:
    """Whether the odds can be published: each between nothing and all, together at most all."""
    return (
        bool(prizes)
        and all(prize.odds > 0 < prize.coins for prize in prizes)
        and (sum(prize.odds for prize in prizes) <= MILLION)
    )
