"""A partner says that it has paid a reward (BUY-12)."""

from __future__ import annotations

import json

from django.db import transaction

from kontor.contexts.promotions.errors import MessageForged, PartnerUnknown, RewardNotDue, RewardUnknown
from kontor.contexts.promotions.models import CashbackPartner, CashbackReward
from kontor.contexts.promotions.policy import SIGNATURE_AGE
from kontor.contexts.promotions.rules import RewardState, signed
from kontor.contexts.promotions.shared import secret_of
from kontor.kernel.clock import now


def take_paid(*, slug: str, header: str, body: bytes) -> bool:
    """Verify the message and note that the reward is paid; the same again changes nothing.

    Returns:
        False when it was noted before.

    Raises:
        PartnerUnknown, MessageForged: nothing is believed.
        RewardUnknown: none of this partner's has the reference.
        RewardNotDue: it is not confirmed, or cancelled.
    """
    partner = CashbackPartner.objects.filter(slug=slug).first()
    if partner is None:
        raise PartnerUnknown
    if not signed(header, secret_of(partner), body, at=int(now().timestamp()), age=SIGNATURE_AGE.int()):
        raise MessageForged
    reference = _reference(body)
    with transaction.atomic():
        rewards = CashbackReward.objects.filter(reference=reference, partner=partner)
        reward = rewards.select_for_update().first() if reference else None
        if reward is None:
            raise RewardUnknown
        if reward.state == RewardState.PAID:
            return False
        if reward.state != RewardState.CONFIRMED:
            raise RewardNotDue
        CashbackReward.objects.filter(buyer_id=reward.buyer_id, id=reward.id).update(
            state=RewardState.PAID, changes=reward.changes + 1, changed_at=now()
        )
    return True


def _reference(body: bytes) -> str:
    """The reference of a message that says "paid"; "" for any other."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(told, dict) or told.get("state") != "paid" or not isinstance(told.get("reference"), str):
        return ""
    return str(told["reference"])
