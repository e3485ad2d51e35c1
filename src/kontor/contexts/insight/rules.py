"""Arithmetic of the reports (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

# By which of the three mechanisms of ACC-30 (or what else) a kind of trace links accounts.
_MECHANISMS = {
    "device": "device",
    "fingerprint": "device",
    "hardware": "device",
    "address": "address",
    "style": "behaviour",
    "copy": "behaviour",
    "contact": "contact",
    "phone": "contact",
    "payment": "payment",
    "habits": "behaviour",
    "door": "contact",
    "courier": "contact",
    "store": "behaviour",
    "group": "behaviour",
}
_ONE_PLACE = frozenset({"address", "device"})  # one room, or one machine in it
_DAILY, _WEEKLY = 31, 200  # days


def mechanism_of(trace: str) -> str:
    """device, address, behaviour, contact or payment; "person" where no trace but somebody's decision linked them."""
    return _MECHANISMS.get(trace, "person")


def from_one_place(trace: str) -> bool:
    """Whether a kind of trace says that the accounts were made in one physical place."""
    return trace in _ONE_PLACE


def step_of(first: date, last: date) -> str:
    """How a period is cut for a chart: by day up to a month, by week up to some half a year, else by month."""
    days = (last - first).days + 1
    if days <= _DAILY:
        return "day"
    return "week" if days <= _WEEKLY else "month"


def share(part: int, whole: int) -> float | None:
    """`part` of `whole` in per cent, or None of nothing."""
    return 100 * part / whole if whole else None


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """By how much y grows when x grows by one (least squares); None where x does not vary."""
    many = len(points)
    if not many:
        return None
    mean_x, mean_y = sum(x for x, _ in points) / many, sum(y for _, y in points) / many
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else None
