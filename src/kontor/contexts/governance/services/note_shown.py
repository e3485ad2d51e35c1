"""A hidden store is back: by its time, or because the operator showed it again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.models import Consequence
from kontor.contexts.governance.news import tell_over
from kontor.contexts.governance.rules.offences import Follows
from kontor.contexts.sellers.models import StoreHiding
from kontor.kernel.clock import now


def note_shown(*, hiding_id: UUID) -> int:
    """End what the hiding carried out, and tell the store's people. Safe to repeat.

    Returns:
        How many consequences have ended.
    """
    with transaction.atomic():
        hiding = StoreHiding.objects.filter(id=hiding_id).first()
        held = Consequence.objects.select_for_update(of=("self",)).filter(
            hiding_id=hiding_id, kind=Follows.HIDING, ended_at__isnull=True
        )
        ended = list(held.select_related("violation__store"))
        for each in ended:
            each.ended_at = now()
            each.lifted = hiding is not None and hiding.ended_by is not None
            each.save(update_fields=["ended_at", "lifted"])
        for each in ended[:1]:
            tell_over(each.violation, each)
    return len(ended)
