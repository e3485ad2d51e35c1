"""A message of a store was stopped by the policy: that is a violation (MSG-10, OPR-03)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import OF_MESSAGES, hold, reach
from kontor.contexts.governance.entering import enter, points_of
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.news import tell_recorded
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.rules.offences import OFFENCES, Follows
from kontor.kernel.viewer import System

_SELF = System("messaging")


def note_message(
    *, store_id: UUID, violation_id: UUID, passage: str, frozen_until: datetime | None
) -> Violation | None:
    """Enter it into the register with the passage as evidence, and tell the store's people. Safe to repeat.

    Messaging has counted it already and, with the third one, frozen sending: the register takes the freeze over as what
    followed, so that an appeal takes back both.

    Args:
        violation_id: messaging's.

    Returns:
        The violation; None when the store is not there any more.
    """
    cause = f"messaging.violated:{violation_id}"
    with transaction.atomic():
        store = hold(store_id)
        if store is None:
            return None
        known = Violation.objects.filter(cause=cause).first()
        if known is not None:
            return known
        before = points_of(store_id)
        said = f"“{passage}”"
        violation = enter(
            viewer=_SELF, store=store, offence=OFFENCES[OF_MESSAGES], words=said, proof=Proof(words=said), cause=cause
        )
        made = []
        if frozen_until is not None:
            made.append(
                Consequence.objects.create(
                    violation=violation, store_id=store_id, kind=Follows.FREEZE, at=violation.at, until=frozen_until
                )
            )
        made += reach(_SELF, violation, before)
        tell_recorded(violation, made, points_of(store_id))
    return violation
