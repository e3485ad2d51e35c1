"""Somebody arrives through a partner's link (BUY-12)."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.promotions.errors import PartnerUnknown
from kontor.contexts.promotions.models import CashbackClick, CashbackPartner
from kontor.contexts.promotions.policy import CLICKS_PER_PLACE
from kontor.kernel.clock import now
from kontor.platform import limits

_LONGEST = 200


def record_click(*, slug: str, reference: str, place: str = "") -> CashbackClick:
    """Note the click; the caller gives its id to the browser.

    Args:
        reference: the partner's own id of the click, handed back to it as it came.
        place: the internet address that asks, for the limit.

    Raises:
        PartnerUnknown: there is none, or it is closed.
        Refusal: of kind LIMIT, after too many from one place.
    """
    partner = CashbackPartner.objects.filter(slug=slug, open=True).first()
    if partner is None:
        raise PartnerUnknown
    if place:
        limits.hit(
            scope="promotions.click", key=place, limit=CLICKS_PER_PLACE.int(), window=timedelta(hours=1)
        )  # fmt: skip
    moment = now()
    return CashbackClick.objects.create(
        partner=partner,
        reference=reference[:_LONGEST],
        at=moment,
        expires_at=moment + timedelta(days=partner.cookie_days),
    )
