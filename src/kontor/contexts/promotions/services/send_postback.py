"""One message goes to a partner's server (BUY-12)."""

from __future__ import annotations

import json
from uuid import UUID

import httpx

from kontor.contexts.promotions.models import CashbackPostback
from kontor.contexts.promotions.policy import POSTBACK_PATIENCE
from kontor.contexts.promotions.rules import signature
from kontor.contexts.promotions.shared import secret_of
from kontor.kernel.clock import now


class PartnerSilent(Exception):  # noqa: N818
    """The partner's server did not take the message; the job tries again."""


def send_postback(*, buyer_id: UUID, postback_id: UUID) -> bool:
    """Send it, signed, under its id: the partner takes one id once. No transaction is open meanwhile.

    Returns:
        False when it has been taken before, or the partner wants none any more.

    Raises:
        PartnerSilent: no answer in time, or another than 2xx.
    """
    row = CashbackPostback.objects.select_related("partner").filter(buyer_id=buyer_id, id=postback_id).first()
    if row is None or row.sent_at is not None or not row.partner.postback_url:
        return False
    body = json.dumps({"id": str(row.id), **row.content}, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        "Kontor-Delivery": str(row.id),
        "Kontor-Signature": signature(secret_of(row.partner), int(now().timestamp()), body),
    }
    try:
        answer = httpx.post(
            row.partner.postback_url,
            content=body,
            headers=headers,
            timeout=POSTBACK_PATIENCE.int(),
            trust_env=False,
            follow_redirects=False,
        )
    except httpx.HTTPError as error:
        raise PartnerSilent(type(error).__name__) from None
    if not answer.is_success:
        raise PartnerSilent(f"status {answer.status_code}")
    waiting = CashbackPostback.objects.filter(buyer_id=buyer_id, id=postback_id, sent_at__isnull=True)
    return bool(waiting.update(sent_at=now()))
