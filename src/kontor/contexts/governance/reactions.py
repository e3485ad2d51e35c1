"""Facts from elsewhere that are violations, or end what followed from one."""

from __future__ import annotations

from kontor.contexts.governance.events import ViolationEnded, ViolationRecorded
from kontor.contexts.governance.services.note_hiding import note_hiding
from kontor.contexts.governance.services.note_shown import note_shown
from kontor.contexts.sellers.events import StoreHidden, StoreShown
from kontor.platform.events import react
from kontor.platform.jobs import enqueue


@react(StoreHidden)
def enter_hiding(event: StoreHidden) -> None:
    """A store hidden for reading too much of its buyers stands in the register (ACC-41)."""
    if not event.penalty:
        note_hiding(store_id=event.store_id, hiding_id=event.hiding_id)


@react(StoreShown)
def end_hiding(event: StoreShown) -> None:
    """It is back."""
    note_shown(hiding_id=event.hiding_id)


@react(ViolationRecorded)
def score_recorded(event: ViolationRecorded) -> None:
    """Points weigh in the service score at once (MSG-18)."""
    enqueue("governance.score_store", store_id=event.store_id, key=f"score:{event.store_id}")


@react(ViolationEnded)
def score_ended(event: ViolationEnded) -> None:
    """And no longer than they count."""
    enqueue("governance.score_store", store_id=event.store_id, key=f"score:{event.store_id}")
