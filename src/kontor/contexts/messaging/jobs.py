"""Timed work of messaging: each job finds what is due by its index, and calls one service."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.errors import DeliveryFailed, DeliveryNotFailed
from kontor.contexts.messaging.models import Conversation, Delivery, Freeze, Promise
from kontor.contexts.messaging.services.forget_messages import forget_messages
from kontor.contexts.messaging.services.mark_misses import mark_misses
from kontor.contexts.messaging.services.release_held import release_held
from kontor.contexts.messaging.services.retry_failed import retry_failed
from kontor.contexts.messaging.services.settle_promises import settle_promises
from kontor.contexts.messaging.services.thaw_sending import thaw_sending
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import System
from kontor.platform.jobs import job

_BATCH = 200
_MOST = 50  # batches of one run: the rest waits a minute
_CLOCK = System("clock")


@job(name="messaging.mark_due", schedule="* * * * *")
def mark_due() -> None:
    """Slow responses and unanswered conversations, each once (MSG-06, MSG-07)."""
    for _ in range(_MOST):
        due = Conversation.objects.filter(check_at__lte=now()).order_by("check_at").values_list("id", flat=True)
        ids = list(due[:_BATCH])
        if not ids:
            return
        mark_misses(viewer=_CLOCK, conversation_ids=ids)
        if len(ids) < _BATCH:
            return


@job(name="messaging.retry_due", schedule="* * * * *")
def retry_due() -> None:
    """What could not be delivered is tried again (MSG-13)."""
    due = Delivery.objects.filter(next_try_at__lte=now()).order_by("next_try_at").values_list("store_id", "id")
    for store_id, delivery_id in list(due[:_BATCH]):
        try:
            retry_failed(viewer=_CLOCK, store_id=store_id, delivery_id=delivery_id)
        except (DeliveryFailed, DeliveryNotFailed, Refusal):
            continue  # it stands in the log


@job(name="messaging.end_freezes", schedule="* * * * *")
def end_freezes() -> None:
    """Stores whose freeze is over may send again (MSG-10)."""
    due = Freeze.objects.filter(ended_at__isnull=True, until__lte=now()).values_list("store_id", flat=True).distinct()
    for store_id in list(due[:_BATCH]):
        thaw_sending(viewer=_CLOCK, store_id=store_id)


@job(name="messaging.break_promises", schedule="*/5 * * * *")
def break_promises() -> None:
    """Promises whose time is over are broken (MSG-16)."""
    due = Promise.objects.filter(state="open", due_at__lte=now()).values_list("store_id", flat=True).distinct()
    for store_id in list(due[:_BATCH]):
        settle_promises(viewer=_CLOCK, store_id=store_id, overdue=True)


@job(name="messaging.release_held")
def release_held_message(*, store_id: UUID, delivery_id: UUID) -> None:
    """One message that somebody has let pass (MSG-19)."""
    release_held(viewer=System("reviews"), store_id=store_id, delivery_id=delivery_id)


@job(name="messaging.forget", schedule="23 3 * * *")
def forget_old_messages() -> None:
    """Words whose time is over go (ACC-42)."""
    while forget_messages(limit=_BATCH) == _BATCH:
        continue
