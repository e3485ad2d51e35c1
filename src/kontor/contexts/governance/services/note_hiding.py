"""A store was hidden because it read too much of its buyers: that is a violation (ACC-41, OPR-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import adopt, hold, reach, settle_hiding
from kontor.contexts.governance.entering import enter, points_of
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.news import tell_recorded
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.rules.offences import OFFENCES, Follows
from kontor.contexts.privacy import queries as privacy
from kontor.contexts.sellers.models import StoreHiding
from kontor.kernel.viewer import Operator, System

_SHOWN = 10


def note_hiding(*, store_id: UUID, hiding_id: UUID) -> Violation | None:
    """Enter the hiding into the register with the reviewer's words, and tell the store's people. Safe to repeat.

    Returns:
        The violation; None when the hiding is not there any more.
    """
    cause = f"sellers.hidden:{hiding_id}"
    with transaction.atomic():
        store = hold(store_id)
        hiding = StoreHiding.objects.filter(id=hiding_id).first()
        if store is None or hiding is None:
            return None
        known = Violation.objects.filter(cause=cause).first()
        if known is not None:
            return known
        viewer = Operator(hiding.by_id) if hiding.by_id else System("sellers")
        before = points_of(store_id)
        violation = enter(
            viewer=viewer, store=store, offence=OFFENCES["data_read"], words=hiding.reason, cause=cause,
            proof=Proof(words=_reads(viewer, store_id) or hiding.reason),
        )  # fmt: skip
        made = Consequence.objects.create(
            violation=violation, store_id=store_id, kind=Follows.HIDING, at=hiding.at, until=hiding.until,
            hiding_id=hiding.id, ended_at=hiding.ended_at,
        )  # fmt: skip
        more = reach(viewer, violation, before)
        if hiding.ended_at is None:
            settle_hiding(viewer, store_id)
            adopt(store_id, hiding)
        tell_recorded(violation, [made, *more], points_of(store_id))
    return violation


def _reads(viewer: Operator | System, store_id: UUID) -> str:
    """Which limits were passed, when: figures, without names."""
    if not isinstance(viewer, Operator):
        return ""
    passed = privacy.overreads(viewer, store_id=store_id, size=_SHOWN)
    return "\n".join(f"{row.at:%Y-%m-%d %H:%M} UTC: > {row.most} / h" for row in passed)
