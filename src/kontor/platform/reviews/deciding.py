"""Ending a case with a reason that the person reads."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Operator
from kontor.platform.reviews.declare import Decision, Kind, find
from kontor.platform.reviews.errors import (
    ReviewDecisionUnknown,
    ReviewNotYours,
    ReviewOver,
    ReviewReasonMissing,
    ReviewReasonTooLong,
    ReviewUnknown,
)
from kontor.platform.reviews.models import LONGEST_REASON, ReviewItem, ReviewStep


def decide(
    *, viewer: Operator, item_id: UUID, decision: str, reason: str, parts: Mapping[str, str] | None = None
) -> ReviewItem:
    """Decide a case that `viewer` has claimed: the kind's `decide` and the closing are one transaction.

    The same decision of the same reviewer once more (a double click) changes nothing and is no error. A claim that
    has lapsed still holds while nobody else took the case.

    Args:
        parts: part → what its person reads about it, for kinds that have parts.

    Raises:
        ReviewUnknown, ReviewOver, ReviewNotYours, ReviewDecisionUnknown, ReviewReasonMissing, ReviewReasonTooLong,
        or whatever the kind's `decide` refuses: nothing has changed.
    """
    item = ReviewItem.objects.filter(pk=item_id).first()
    kind = find(item.kind) if item else None
    if item is None or kind is None:
        raise ReviewUnknown
    if item.decision:
        return _over(item, viewer, decision)
    chosen = _checked(kind, item, viewer, decision, reason.strip(), parts or {})
    try:
        with transaction.atomic():
            return _close(kind, item, chosen, reason.strip(), viewer, parts or {})
    except Refusal:
        by_now = ReviewItem.objects.get(pk=item_id)
        if not by_now.decision:
            raise
        return _over(by_now, viewer, decision)  # the other click of a double click was quicker


def _checked(
    kind: Kind, item: ReviewItem, viewer: Operator, decision: str, reason: str, parts: Mapping[str, str]
) -> Decision:
    chosen = kind.decision(decision)
    if item.claimed_by != viewer.account_id:
        raise ReviewNotYours
    if chosen is None:
        raise ReviewDecisionUnknown(field="decision")
    if not reason:
        raise ReviewReasonMissing(field="reason")
    if len(reason) > LONGEST_REASON:
        raise ReviewReasonTooLong(field="reason", most=LONGEST_REASON)
    for name, words in parts.items():
        if len(words) > LONGEST_REASON:
            raise ReviewReasonTooLong(field=f"part.{name}", most=LONGEST_REASON)
    return chosen


def _close(
    kind: Kind, item: ReviewItem, chosen: Decision, reason: str, viewer: Operator, parts: Mapping[str, str]
) -> ReviewItem:
    # The subject's rows first and the case last: whoever withdraws a case locks in the same order.
    if kind.decide_parts is not None:
        kind.decide_parts(item, chosen.name, reason, viewer, parts)
    else:
        kind.decide(item, chosen.name, reason, viewer)
    moment = now()
    mine = ReviewItem.objects.filter(pk=item.pk, closed_at__isnull=True, claimed_by=viewer.account_id)
    if not mine.update(closed_at=moment, decided_by=viewer.account_id, decision=chosen.name, reason=reason):
        raise ReviewNotYours  # everything that the kind did goes back with this transaction
    ReviewStep.objects.create(item_id=item.pk, what="decided", by_id=viewer.account_id, at=moment, note=chosen.name)
    item.closed_at, item.decided_by, item.decision, item.reason = moment, viewer.account_id, chosen.name, reason
    return item


def _over(item: ReviewItem, viewer: Operator, decision: str) -> ReviewItem:
    if item.decided_by == viewer.account_id and item.decision == decision:
        return item
    raise ReviewOver
