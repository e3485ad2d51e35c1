"""A quick phrase is kept, in as many languages as the store's people need (MSG-08)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.contexts.messaging.errors import (
    LanguageUnknown,
    PhraseNotFound,
    PhraseTitleMissing,
    PlaceholderUnknown,
    TextMissing,
    TooManyPhrases,
)
from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.models import Phrase
from kontor.contexts.messaging.policy import PHRASES_AT_MOST
from kontor.contexts.messaging.rules.phrases import unknown
from kontor.contexts.messaging.sending import text_of
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat

TITLE = 80


def save_phrase(*, viewer: Seat, title: str, texts: Mapping[str, str], phrase_id: UUID | None = None) -> UUID:
    """Keep a phrase, a new one or one that is there.

    Args:
        texts: language → text; languages without text are left out.

    Returns:
        Its id.

    Raises:
        RightMissing, PhraseTitleMissing, TextMissing, TextTooLong, LanguageUnknown, PlaceholderUnknown, PhraseNotFound,
        TooManyPhrases: nothing has changed.
    """
    require(viewer, "messages.answer")
    title = " ".join(title.split())[:TITLE]
    if not title:
        raise PhraseTitleMissing(field="title")
    kept = {language: _text(language, text) for language, text in texts.items() if text.strip()}
    if not kept:
        raise TextMissing(field="texts")
    with transaction.atomic():
        hold_desk(viewer.store_id, alone=True)
        own = Phrase.objects.filter(store_id=viewer.store_id)
        if phrase_id is not None:
            if not own.filter(id=phrase_id).update(title=title, texts=kept, changed_at=now()):
                raise PhraseNotFound
            return phrase_id
        many = own.count()
        if many >= PHRASES_AT_MOST.int():
            raise TooManyPhrases(most=PHRASES_AT_MOST.int())
        return Phrase.objects.create(store_id=viewer.store_id, title=title, texts=kept, position=many).id


def _text(language: str, typed: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise LanguageUnknown(field=f"text-{language}")
    text = text_of(typed, field=f"text-{language}")
    if strange := unknown(text):
        raise PlaceholderUnknown(field=f"text-{language}", found=strange[0])
    return text
