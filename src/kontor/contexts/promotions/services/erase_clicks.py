"""Clicks whose time is over are erased: rewards keep what they need of them."""

from __future__ import annotations

from kontor.contexts.promotions.models import CashbackClick
from kontor.kernel.clock import now


def erase_clicks() -> int:
    """Erase them.

    Returns:
        How many.
    """
    return CashbackClick.objects.filter(expires_at__lte=now()).delete()[0]
