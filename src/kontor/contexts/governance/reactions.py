"""Facts from elsewhere that are violations, or end what followed from one."""

from __future__ import annotations

from datetime import datetime

from kontor.contexts.governance.events import ViolationEnded, ViolationRecorded
from kontor.contexts.governance.services.note_hiding import note_hiding
from kontor.contexts.governance.services.note_message import note_message
from kontor.contexts.governance.services.note_shown import note_shown
from kontor.contexts.messaging.events import ConversationFact, ConversationUnanswered, PolicyViolated, SlowResponse
from kontor.contexts.sellers.events import StoreHidden, StoreShown
from kontor.platform.events import react
from kontor.platform.jobs import enqueue


@react(PolicyViolated)
def enter_message(event: PolicyViolated) -> None:
    """A message that the policy stopped stands in the register, with the freeze that it brought about (MSG-10)."""
    note_message(
        store_id=event.store_id, violation_id=event.violation_id, passage=event.passage,
        frozen_until=datetime.fromisoformat(event.frozen_until) if event.frozen_until else None,
    )  # fmt: skip


@react(SlowResponse, ConversationUnanswered)
def score_answers(event: ConversationFact) -> None:
    """Who waited too long weighs in the service score (MSG-06, MSG-07)."""
    enqueue("governance.score_store", store_id=event.store_id, key=f"score:{event.store_id}")


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
