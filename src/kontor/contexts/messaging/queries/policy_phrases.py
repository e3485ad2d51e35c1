"""The operator's phrases of the content policy, and how a text is judged (MSG-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.messaging.models import PolicyPhrase
from kontor.contexts.messaging.policing import Explanation, explain
from kontor.contexts.messaging.policy_words import lexicon
from kontor.contexts.messaging.rules.text import clean
from kontor.kernel.viewer import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """A phrase in force. `action`: block or allow."""

    id: UUID
    text: str
    action: str
    language: str
    note: str
    by_id: UUID
    at: datetime


def policy_phrases(viewer: Operator) -> Sequence[PhraseRow]:
    """Those in force, the latest first."""
    rows = PolicyPhrase.objects.filter(removed_at__isnull=True).order_by("-id")
    return [
        PhraseRow(
            id=row.id, text=row.text, action=row.action, language=row.language, note=row.note, by_id=row.by_id,
            at=row.at,
        )
        for row in rows
    ]  # fmt: skip


def explained(viewer: Operator, text: str) -> Explanation:
    """How a text is judged with the words in force, for the operator who tries one out."""
    return explain(clean(text), lexicon=lexicon())
