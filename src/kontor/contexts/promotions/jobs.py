"""Queued and timed work of cashback."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from kontor.contexts.promotions.models import CashbackPostback
from kontor.contexts.promotions.services import send_postback as postbacks
from kontor.contexts.promotions.services.erase_clicks import erase_clicks
from kontor.kernel.clock import now
from kontor.platform.jobs import enqueue, job

_BATCH = 200
_OWED_AFTER = timedelta(hours=6)  # by then the tries of the first job are over


@job(name="promotions.send_postback", retry=8, lock="postback_id")
def send_postback(*, buyer_id: UUID, postback_id: UUID) -> None:
    """One message to a partner's server."""
    postbacks.send_postback(buyer_id=buyer_id, postback_id=postback_id)


@job(name="promotions.resend_postbacks", schedule="17 */6 * * *")
def resend_postbacks() -> None:
    """Queue again what a partner has not taken: its server may be down for longer than a job tries."""
    owed = CashbackPostback.objects.filter(sent_at__isnull=True, made_at__lte=now() - _OWED_AFTER).order_by("made_at")
    for buyer_id, postback_id in owed.values_list("buyer_id", "id")[:_BATCH]:
        enqueue("promotions.send_postback", key=str(postback_id), buyer_id=buyer_id, postback_id=postback_id)


@job(name="promotions.erase_clicks", schedule="23 4 * * *")
def erase_old_clicks() -> None:
    """Clicks whose time is over."""
    erase_clicks()
