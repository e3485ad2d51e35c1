"""The operator takes a phrase out of the content policy (MSG-09)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.models import PolicyPhrase
from kontor.contexts.messaging.policy_words import forget_lexicon
from kontor.contexts.messaging.services.add_policy_phrase import KIND
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.audit.noting import note


def remove_policy_phrase(*, viewer: Operator, phrase_id: UUID, reason: str = "") -> None:
    """Remove it; what was stopped by it stays in the log. Safe to repeat.

    Args:
        reason: for the trail.
    """
    with transaction.atomic():
        standing = PolicyPhrase.objects.filter(id=phrase_id, removed_at__isnull=True)
        text = standing.values_list("text", flat=True).first()
        if standing.update(removed_at=now(), removed_by=viewer.account_id):
            note(kind=KIND, row_id=str(phrase_id), after={"removed": text}, reason=reason)
        transaction.on_commit(forget_lexicon)
    forget_lexicon()
