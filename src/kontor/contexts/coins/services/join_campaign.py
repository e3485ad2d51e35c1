"""A store joins a campaign (COI-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.accounts import own_account
from kontor.contexts.coins.errors import CampaignMissing
from kontor.contexts.coins.models import CampaignStore, CoinCampaign
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def join_campaign(*, seat: Seat, campaign_id: UUID) -> None:
    """Be part of it from now on; joined twice is joined once.

    Raises:
        CampaignMissing: when there is none, or it is over.
        AccountMissing, RightMissing.
    """
    require(seat, "marketing.coins")
    with transaction.atomic():
        own_account(seat)
        if not CoinCampaign.objects.filter(id=campaign_id, ends_at__gt=now()).exists():
            raise CampaignMissing
        CampaignStore.objects.get_or_create(campaign_id=campaign_id, store_id=seat.store_id, left_at=None)
