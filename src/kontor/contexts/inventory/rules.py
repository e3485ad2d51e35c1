"""What may be counted. Pure."""

from __future__ import annotations

from kontor.contexts.inventory.errors import BelowReserved, QuantityNotPositive
from kontor.kernel.errors import Refusal


def count_fault(on_hand: int, reserved: int) -> Refusal | None:
    """Why a shelf cannot hold `on_hand` units while `reserved` of them are promised; None when it can."""
    if on_hand < 0:
        return QuantityNotPositive(field="on_hand")
    if on_hand < reserved:
        return BelowReserved(field="on_hand", reserved=reserved)
    return None
