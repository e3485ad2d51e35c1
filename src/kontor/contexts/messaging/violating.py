"""A store's message was stopped by the policy: it is counted, and the third one freezes sending at once (MSG-10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kontor.contexts.messaging.events import PolicyViolated
from kontor.contexts.messaging.models import Conversation, Delivery, Desk, Freeze, PolicyViolation
from kontor.contexts.messaging.policy import FROZEN_FOR, VIOLATIONS_COUNT, VIOLATIONS_FREEZE
from kontor.kernel.clock import now
from kontor.platform.events import record

WORDS = 200  # of a passage that are told


def violate(desk: Desk, conversation: Conversation, delivery: Delivery, *, passage: str, rule: str) -> datetime | None:
    """Count a violation. The caller holds the desk alone, so that no two are counted at once.

    Returns:
        Until when sending is frozen by it; None when it is not.
    """
    violation = PolicyViolation.objects.create(
        store_id=desk.store_id, conversation_id=conversation.id, delivery_id=delivery.id,
        account_id=delivery.author_id,
    )  # fmt: skip
    until = None
    standing = counting(desk.store_id)
    if standing.count() >= VIOLATIONS_FREEZE.int():
        until = violation.at + timedelta(hours=FROZEN_FOR.int())
        freeze = Freeze.objects.create(
            store_id=desk.store_id, cause=f"policy:{violation.id}", at=violation.at, until=until
        )
        standing.update(freeze_id=freeze.id)
        settle(desk)
    record(
        PolicyViolated(
            key=desk.store_id, store_id=desk.store_id, violation_id=violation.id, conversation_id=conversation.id,
            passage=passage[:WORDS], rule=rule, frozen_until=until.isoformat() if until else "",
        )
    )  # fmt: skip
    return until


def counting(store_id: UUID) -> QuerySet[PolicyViolation]:
    """Violations of a store that count towards its next freeze."""
    return PolicyViolation.objects.filter(
        store_id=store_id, lifted_at__isnull=True, freeze_id__isnull=True, at__gt=counts_since()
    )


def counts_since() -> datetime:
    """Violations count from here on."""
    return now() - timedelta(days=VIOLATIONS_COUNT.int())


def settle(desk: Desk) -> None:
    """Let the desk say until when it is frozen: until the last of the freezes in force ends. It is held alone."""
    ends = Freeze.objects.filter(store_id=desk.store_id, ended_at__isnull=True).values_list("until", flat=True)
    desk.frozen_until = max(ends, default=None)
    Desk.objects.filter(store_id=desk.store_id).update(frozen_until=desk.frozen_until)
