"""Timed work of governance."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.governance.lifecycle import State
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.services.end_consequence import end_consequence
from kontor.contexts.governance.services.expire_violation import expire_violation
from kontor.contexts.governance.services.punish_lateness import punish_lateness
from kontor.contexts.governance.services.score_store import score_store
from kontor.contexts.sellers.models import Store, StoreState
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.jobs import enqueue, job

_BATCH = 500
_CLOCK = System("clock")


@job(name="governance.end_due", schedule="* * * * *")
def end_due() -> None:
    """What followed from violations ends by itself (OPR-03)."""
    due = Consequence.objects.filter(ended_at__isnull=True, until__lte=now()).order_by("until", "id")
    for store_id, consequence_id in list(due.values_list("store_id", "id")[:_BATCH]):
        end_consequence(viewer=_CLOCK, store_id=store_id, consequence_id=consequence_id)


@job(name="governance.expire_due", schedule="*/10 * * * *")
def expire_due() -> None:
    """Points count no more when their time is over (OPR-03)."""
    due = Violation.objects.filter(state=State.IN_FORCE, points_until__lte=now()).order_by("points_until", "id")
    for store_id, violation_id in list(due.values_list("store_id", "id")[:_BATCH]):
        expire_violation(store_id=store_id, violation_id=violation_id)


@job(name="governance.score_store", lock="store_id")
def score_store_job(*, store_id: UUID) -> None:
    """One store's service score (MSG-18)."""
    score_store(store_id=store_id)


@job(name="governance.score_stores", schedule="10 4 * * *")
def score_stores() -> None:
    """All stores' service scores, once a day, each in a job of its own."""
    trading = Store.objects.exclude(state__in=[StoreState.OPENING, StoreState.CLOSED])
    for store_id in trading.order_by("id").values_list("id", flat=True).iterator():
        enqueue("governance.score_store", store_id=store_id, key=f"score:{store_id}")


@job(name="governance.punish_lateness", schedule="20 5 * * *")
def punish_lateness_job() -> None:
    """Stores that ship too late, once a day (OPR-03)."""
    punish_lateness()
