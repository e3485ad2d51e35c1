"""The figure of saved filters."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

FILTERS_MAX = Policy(
    name="filters.most",
    default=12,
    unit=Unit.COUNT,
    low=1,
    high=100,
    sentence=_("A person keeps at most so many filters for one list."),
    rule="TRD-02",
)
