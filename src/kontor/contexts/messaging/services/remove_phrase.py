"""A quick phrase goes (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.errors import PhraseNotFound
from kontor.contexts.messaging.models import Phrase
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def remove_phrase(*, viewer: Seat, phrase_id: UUID) -> None:
    """Remove one of the store's phrases.

    Raises:
        RightMissing, PhraseNotFound: nothing has changed.
    """
    require(viewer, "messages.answer")
    gone, _each = Phrase.objects.filter(store_id=viewer.store_id, id=phrase_id).delete()
    if not gone:
        raise PhraseNotFound
