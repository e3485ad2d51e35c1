"""A buyer is about to order in the browser in which a click was made (BUY-12)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from kontor.contexts.promotions.models import CashbackClick
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def claim_click(*, viewer: Buyer, click_id: UUID) -> bool:
    """Tie the click to the buyer, once; nobody else can have it afterwards.

    Returns:
        Whether it is the buyer's now; False for one that is unknown, too old or somebody else's.
    """
    mine = CashbackClick.objects.filter(Q(buyer_id=None) | Q(buyer_id=viewer.buyer_id), pk=click_id)
    return bool(mine.filter(expires_at__gt=now()).update(buyer_id=viewer.buyer_id))
