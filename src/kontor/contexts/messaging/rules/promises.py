"""Which fact keeps which kind of promise (MSG-16)."""

from __future__ import annotations

from collections.abc import Mapping

ANSWERS = "replies"

_KEPT_BY: Mapping[str, str] = {
    "ships": "shipped",
    "arrives": "delivered",
    "refund": "refunded",
    ANSWERS: "answered",
}


def kept_by(kind: str) -> str:
    """What has to happen to the order so that a promise of this kind is kept; "" for what no fact shows."""
    return _KEPT_BY.get(kind, "")
