"""A store leaves a campaign (COI-10)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.coins.errors import CampaignMissing
from kontor.contexts.coins.models import CampaignStore
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def leave_campaign(*, seat: Seat, campaign_id: UUID) -> None:
    """Its goods leave the campaign's channel.

    Raises:
        CampaignMissing: when the store is not part of it.
        RightMissing.
    """
    require(seat, "marketing.coins")
    mine = CampaignStore.objects.filter(campaign_id=campaign_id, store_id=seat.store_id, left_at__isnull=True)
    if not mine.update(left_at=now()):
        raise CampaignMissing
