"""The figures of inventory."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

WAREHOUSES = Policy(
    name="inventory.warehouses", default=50, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A store has at most this many warehouses."), rule="TRD-01",
)  # fmt: skip
