"""Every figure of the buyers context."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

MOST_ADDRESSES = Policy(
    name="buyers.most_addresses", default=50, unit=Unit.COUNT, low=5, high=500,
    sentence=_("A buyer keeps at most this many addresses."), rule="BUY-11",
)  # fmt: skip
