"""A buyer sends the goods back."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance, in_time
from kontor.contexts.aftersales.errors.disputes import ReturnCarrierMissing, ReturnNumberWrong
from kontor.contexts.aftersales.lifecycle import DISPUTE
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Buyer

_NUMBER = re.compile(r"[A-Z0-9]{6,40}")
_CARRIER_MOST = 30


def send_return(*, viewer: Buyer, dispute_id: UUID, carrier: str, number: str) -> None:
    """Note with whom and under which number the goods come back (TRD-09).

    The carrier is written as on its receipt: buyers send with the post of their country, which may be none of ours.

    Args:
        number: as typed; spaces, hyphens and small letters do not matter.

    Raises:
        DisputeNotFound, MoveRefused, DisputeTimeOver: nothing has changed.
        ReturnCarrierMissing, ReturnNumberWrong: at their fields.
    """
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        DISPUTE.check("send_return", dispute.state, Actor.BUYER)
        in_time(dispute)
        named, tidy = carrier.strip()[:_CARRIER_MOST], re.sub(r"[\s-]", "", number).upper()
        if not named:
            raise ReturnCarrierMissing(field="carrier")
        if not _NUMBER.fullmatch(tidy):
            raise ReturnNumberWrong(field="number")
        advance(
            dispute, "send_return", viewer, note=f"{named} {tidy}", return_carrier=named, return_number=tidy,
            return_sent_at=now(),
        )  # fmt: skip
