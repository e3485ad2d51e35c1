"""The operator's word on a product."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.errors import ReasonMissing
from kontor.contexts.catalogue.lifecycle import REVISION, RevisionState
from kontor.contexts.catalogue.models import ProductRevision
from kontor.contexts.catalogue.moves import move
from kontor.contexts.catalogue.publishing import publish
from kontor.contexts.catalogue.review_news import tell_decision
from kontor.contexts.catalogue.reviewing import close_case, keep_approved, keep_decision
from kontor.contexts.catalogue.working import Working, take
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, System


def decide_review(
    *, by: Operator | System, product_id: UUID, approve: bool, reason: str = "", withdraw: bool = True
) -> None:
    """Under review → approved, or rejected with a reason that the seller reads (TRD-02).

    Of a product on sale it decides the new words and pictures that wait: approved they become the product, rejected
    they stay in the editor, and the product stays on sale as it is. What people decided is told to the store's people.

    Args:
        withdraw: end the case in the queue; not when it is the case that decides.

    Raises:
        ReasonMissing: for a rejection without one.
        ProductNotFound: absent.
        MoveRefused: when nothing of it waits for a decision.
    """
    reason = reason.strip()
    if not approve and not reason:
        raise ReasonMissing(field="reason")
    actor = Actor.OPERATOR if isinstance(by, Operator) else Actor.SYSTEM
    name = "approve" if approve else "reject"
    with transaction.atomic():
        working = take(product_id)
        changes = working.revision is not None and working.revision.state == RevisionState.WAITING
        if working.revision is not None and changes:
            _decide_revision(working, working.revision, name, actor, reason)
        else:
            move(name, working.product, actor, "" if approve else reason)
        if approve:
            keep_approved(working.product, working.live)
        account = by.account_id if isinstance(by, Operator) else None
        decision = keep_decision(working.product, approved=approve, by=account, reason=reason)
        if account is not None:
            tell_decision(working.product, approved=approve, reason=reason, changes=changes, decision=decision)
        if withdraw:
            close_case(product_id)


def _decide_revision(working: Working, revision: ProductRevision, name: str, actor: Actor, reason: str) -> None:
    arrow = REVISION.check(name, revision.state, actor)
    if arrow.target == RevisionState.APPROVED:
        publish(working, working.written, decided=True)
    else:
        revision.state, revision.reason = arrow.target, reason
        revision.save(update_fields=["state", "reason"])
