"""The four answers to a registration or sign-in."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """From the mildest to the hardest; `hardest` picks."""

    ALLOW = "allow"
    CHALLENGE = "challenge"  # a puzzle first; then as allowed
    HOLD = "hold"  # the account exists, a person looks before it can be used
    REFUSE = "refuse"  # no account, no session


_ORDER = list(Decision)


def hardest(*decisions: Decision) -> Decision:
    """The hardest of `decisions`."""
    return max(decisions, key=_ORDER.index)
