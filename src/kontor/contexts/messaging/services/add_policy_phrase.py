"""The operator adds a phrase to the content policy: it stops messages, or lets them pass (MSG-09)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.errors import PhraseTooShort
from kontor.contexts.messaging.models import PolicyPhrase
from kontor.contexts.messaging.policing import Action
from kontor.contexts.messaging.policing.lexicon import squeeze
from kontor.contexts.messaging.policy_words import forget_lexicon
from kontor.contexts.messaging.rules.text import clean
from kontor.kernel.viewer import Operator
from kontor.platform.audit.noting import note as write_down

KIND = "messaging.policy_phrase"
_SHORTEST, _LONGEST = 2, 120  # letters; characters


def add_policy_phrase(
    *, viewer: Operator, text: str, action: Action = Action.BLOCK, language: str = "", note: str = ""
) -> UUID:
    """Add it. It is found in every message, however it is written there.

    Args:
        language: for whose reader it was noted; "" for all.
        note: why it is here; the operator's people read it.

    Returns:
        Its id.

    Raises:
        PhraseTooShort: it would be found everywhere.
    """
    phrase = clean(text)[:_LONGEST]
    if len(squeeze(phrase)[0]) < _SHORTEST:
        raise PhraseTooShort(field="text")
    with transaction.atomic():
        row = PolicyPhrase.objects.create(
            text=phrase, action=action.value, language=language[:8], note=clean(note)[:200], by_id=viewer.account_id
        )
        write_down(kind=KIND, row_id=str(row.id), after={"added": phrase, "action": action.value}, reason=row.note)
        transaction.on_commit(forget_lexicon)
    forget_lexicon()
    return row.id
