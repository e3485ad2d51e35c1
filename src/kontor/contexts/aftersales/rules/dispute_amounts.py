"""Amounts as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from kontor.kernel.money import Money, places

_TYPED = re.compile(r"(\d{1,12})(?:[.,](\d{1,3}))?")


def read_amount(text: str, currency: str) -> Money | None:
    """`12`, `12.50` or `12,50` as money; None for anything else, or for more places than the currency has."""
    found = _TYPED.fullmatch(text.strip().replace(" ", "").replace("\u00a0", ""))
    if found is None or len(found[2] or "") > places(currency):
        return None
    return Money.of(Decimal(f"{found[1]}.{found[2] or 0}"), currency)
