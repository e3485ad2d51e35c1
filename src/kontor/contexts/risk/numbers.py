"""The list of virtual numbers in force: what is shipped and what the operator added."""

from __future__ import annotations

from datetime import datetime

from kontor.contexts.risk.models import NumberRange
from kontor.contexts.risk.rules.numbers import Entry, shipped, why_virtual
from kontor.kernel.clock import now

_KEPT = 30.0  # seconds


def is_virtual(number: str) -> bool:
    """Whether the E.164 `number` is of a virtual service (ACC-32)."""
    return bool(why_virtual(number, in_force()))


def in_force() -> tuple[Entry, ...]:
    """The shipped entries and the operator's; the latter are read again after half a minute."""
    moment = now()
    if _Kept.at is None or not 0 <= (moment - _Kept.at).total_seconds() < _KEPT:
        added = NumberRange.objects.order_by("id").values_list("prefix", "carrier", "note")
        _Kept.entries, _Kept.at = tuple(Entry(*row) for row in added), moment
    return (*shipped(), *_Kept.entries)


def forget_kept() -> None:
    """Read the operator's entries anew: after a change in this process, and in tests."""
    _Kept.at = None


class _Kept:
    at: datetime | None = None
    entries: tuple[Entry, ...] = ()
