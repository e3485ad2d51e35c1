"""The words by which messages are judged: those that are delivered with Kontor, and the operator's phrases (MSG-09).

At most a minute old in other processes than the one that changed them.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from kontor.contexts.messaging.models import PolicyPhrase
from kontor.contexts.messaging.policing import Action, Lexicon, Phrase, shipped
from kontor.platform.reference import Reference


def _read() -> Lexicon:
    rows = PolicyPhrase.objects.filter(removed_at__isnull=True).order_by("id")
    phrases = [Phrase(row.text, Action(row.action), row.language, row.kind, row.note) for row in rows]
    host = urlsplit(settings.KONTOR.web_url).hostname or ""
    return shipped().with_phrases(phrases, hosts=[host] if host else [])


_kept: Reference[Lexicon] = Reference(_read)


def lexicon() -> Lexicon:
    """The words in force."""
    return _kept()


def forget_lexicon() -> None:
    """Read the operator's phrases again on the next call: after a change in this process."""
    _kept.forget()
