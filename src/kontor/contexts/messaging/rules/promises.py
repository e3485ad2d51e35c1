"""Which fact keeps which kind of promise (MSG-16)."""

from __future__ import annotations

from collections.abc import Mapping

ANSWERS = "replies"

_KEPT_BY: Mapping[str, str] = {
    "ships": "shipped",
    "arrives": "delivered",
    "refund": "refunded",
    ANSWERS: "answered",
    "gift": "received",
}
_ENDS_KEPT = frozenset({"warranty"})
_LACKS = frozenset({"part_missing", "fewer"})  # reasons of disputes, by what they say of a promise
_FAULTS = frozenset({"broken", "faulty"})


def kept_by(kind: str) -> str:
    """What has to happen to the order so that a promise of this kind is kept; "" for what no fact shows."""
    return _KEPT_BY.get(kind, "")


def ends_kept(kind: str) -> bool:
    """Whether a promise of this kind is kept when its time is over and nothing spoke against it: a warranty."""
    return kind in _ENDS_KEPT


def by_dispute(kind: str, *, reason: str, refunded: bool, agreed: bool) -> bool | None:
    """Whether a dispute about the order that has ended shows a promise to be kept (True) or broken; None: neither.

    A gift that was missing is broken when the buyer got money for it. A warranty is kept by a store that made up for
    the fault of its own accord, and broken where it had to be ruled, or where the store said nothing.

    Args:
        reason: of the dispute; refunded: the buyer got money; agreed: the sides agreed.
    """
    if not refunded:
        return None
    if kind == "gift" and reason in _LACKS:
        return False
    return agreed if kind == "warranty" and reason in _FAULTS else None
