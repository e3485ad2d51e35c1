"""The operator opens a campaign that stores can join (COI-10)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kontor.contexts.coins.errors import SceneDates, SceneFigure, SceneName
from kontor.contexts.coins.models import CoinCampaign
from kontor.contexts.coins.policy import SCENE_DAYS
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def open_campaign(
    *, viewer: Operator, name: str, share_at_least: int, starts_at: datetime, ends_at: datetime
) -> UUID:  # fmt: skip
    """Announce a Coin Carnival: its channel shows goods of which coins pay at least that share.

    Raises:
        SceneName: for a name that is missing or too long.
        SceneFigure: for a share that is not between 1 and 100.
        SceneDates: when it ends before it starts, or has ended.
    """
    if not name.strip() or len(name.strip()) > 80:  # noqa: PLR2004  (the column's length)
        raise SceneName(field="name")
    if not 1 <= share_at_least <= 100:  # noqa: PLR2004  (per cent)
        raise SceneFigure(field="share_at_least", low=1, high=100)
    if not starts_at < ends_at or ends_at <= now():
        raise SceneDates(field="ends_at", days=SCENE_DAYS.int())
    campaign = CoinCampaign(
        name=name.strip(), share_at_least=share_at_least, starts_at=starts_at, ends_at=ends_at,
        created_by=viewer.account_id,
    )  # fmt: skip
    campaign.save(force_insert=True)
    return campaign.id
