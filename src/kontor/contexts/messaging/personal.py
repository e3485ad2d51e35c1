"""What messaging holds of people (ACC-42). Words stay as evidence for both sides until their time is over."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.messaging.models import (
    AutoReplyText,
    Conversation,
    Copies,
    Delivery,
    Desk,
    Freeze,
    InternalNote,
    Message,
    Phrase,
    PolicyPhrase,
    Promise,
)
from kontor.contexts.messaging.policy import KEPT
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds

_BOTH = "what was written is evidence for the other side too; it goes when its time is over"


def _written(person: Person) -> models.QuerySet[Any, Any]:
    mine = Conversation.objects.filter(buyer_id=person.account_id).values("id")
    return Message.objects.filter(conversation_id__in=mine)


def _written_for_store(person: Person) -> models.QuerySet[Any, Any]:
    return Message.objects.filter(author_id=person.account_id)


holds(
    Message,
    Column("text", Kind.CONTENT, _("Message"), because=_BOTH, until=KEPT),
    title=_("Messages with stores"), whose=Whose.BUYER, rows=_written, then=Then.KEEP,
    also=("conversation_id", "position", "author", "at", "language"),
)  # fmt: skip
holds(
    Message,
    Column("text", Kind.CONTENT, _("Message"), because=_BOTH, until=KEPT),
    title=_("Messages to buyers"), whose=Whose.SELLER, rows=_written_for_store, then=Then.KEEP,
    also=("conversation_id", "position", "at", "language"),
)  # fmt: skip
holds(
    Delivery,
    Column("text", Kind.CONTENT, _("Message that was not delivered")),
    title=_("Messages with stores"), whose=Whose.BUYER, rows="author_id", then=Then.BLANK, also=("status", "why", "at"),
)  # fmt: skip
holds(
    Delivery,
    Column("text", Kind.CONTENT, _("Message that was not delivered"), because="it shows what a store tried to send",
           until=KEPT),
    title=_("Messages to buyers"), whose=Whose.SELLER, rows="author_id", then=Then.KEEP, also=("status", "why", "at"),
)  # fmt: skip
holds(
    InternalNote,
    Column("text", Kind.CONTENT, _("Internal note"), because="colleagues work with it", until=KEPT),
    title=_("Notes for colleagues"), whose=Whose.SELLER, rows="author_id", then=Then.KEEP, also=("at",),
)  # fmt: skip
free(Conversation, "codes, hashes and the title of goods", "subject_title", "language", "entry", "device", "head")
free(Message, "codes, hashes, and lexemes that go with the text", "client_id", "language", "template", "cold_key",
     "salt", "digest", "previous", "hash", "words")  # fmt: skip
free(Promise, "what a shop promised", "kind", "quote")
free(Delivery, "codes and places in the text", "client_id", "why", "passages")
free(Copies, "what a shop sends to many", "cold_key", "text")
free(Desk, "settings of a shop", "time_zone", "hours", "calendar_zone")
free(AutoReplyText, "texts of a shop", "language", "text")
free(Phrase, "texts of a shop", "title", "texts")
free(PolicyPhrase, "words that the operator watches for", "text", "language", "kind", "note")
free(Freeze, "names a violation", "cause")
