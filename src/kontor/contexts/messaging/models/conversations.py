"""Conversations, their messages, notes and promises. Messages are placed by conversation (docs/adr/0031)."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from kontor.contexts.messaging.lifecycle import State
from kontor.contexts.messaging.words import Author, Stream
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

_AUTHORS = [(each.value, each.value) for each in Author]


class Conversation(models.Model):
    """One buyer and one store, in one stream, about one thing (MSG-01).

    Attributes:
        about: product, order or store; `subject_id`, `subject_number` and `subject_title` name the thing.
        entry, device: where and on what the buyer began ("product_page", "mobile"); "" where it is not known.
        language: in which the buyer wrote last.
        begun_by: buyer or store; `buyer_count` is 0 while the buyer has not written.
        last_id, last_at, last_author: of the latest message.
        store_author: who wrote last for the store; two automatic replies never follow each other (MSG-11).
        waiting_since, waiting_id: the first message of the buyer that nobody has answered.
        due_at, late_at: until when it has to be answered (MSG-06), and when it counts as unanswered (MSG-07).
        check_at: when the clock looks at it next; null: nothing to mark.
        urgency: the order of the inbox, ascending: what waits by its due time, then the latest first.
        head: hash of the latest message (MSG-15).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    buyer_id = models.UUIDField()
    stream = models.CharField(max_length=13, choices=[(each.value, each.value) for each in Stream])
    about = models.CharField(max_length=7, choices=[(k, k) for k in ("product", "order", "store")])
    subject_id = models.UUIDField(null=True)
    subject_number = models.BigIntegerField(null=True)
    subject_title = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=8)
    entry = models.CharField(max_length=20, blank=True, default="")
    device = models.CharField(max_length=8, blank=True, default="")
    begun_by = models.CharField(max_length=5, choices=[("buyer", "buyer"), ("store", "store")], default="buyer")
    begun_at = models.DateTimeField(default=now)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in State], default=State.OPEN.value
    )
    assigned_to = models.UUIDField(null=True)
    message_count = models.PositiveIntegerField(default=0)
    buyer_count = models.PositiveIntegerField(default=0)
    unread_store = models.PositiveIntegerField(default=0)
    unread_buyer = models.PositiveIntegerField(default=0)
    last_id = models.UUIDField(null=True)
    last_at = models.DateTimeField(default=now)
    last_author = models.CharField(max_length=9, choices=_AUTHORS, blank=True)
    store_author = models.CharField(max_length=9, choices=_AUTHORS, blank=True, default="")
    waiting_since = models.DateTimeField(null=True)
    waiting_id = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    check_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)  # when a person of the store wrote last
    urgency = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["buyer_id", "store", "stream", "subject_id"], name="conversation_once", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["store", "urgency", "id"], name="inbox_all"),
            models.Index(fields=["store", "stream", "urgency", "id"], name="inbox_stream"),
            models.Index(fields=["store", "urgency", "id"], condition=Q(unread_store__gt=0), name="inbox_unread"),
            models.Index(
                fields=["store", "urgency", "id"], condition=Q(waiting_since__isnull=False), name="inbox_pending"
            ),
            models.Index(
                fields=["store", "urgency", "id"],
                condition=Q(waiting_since__isnull=True, replied_at__isnull=False),
                name="inbox_replied",
            ),
            models.Index(
                fields=["store", "assigned_to", "urgency", "id"],
                condition=Q(assigned_to__isnull=False),
                name="inbox_assigned",
            ),
            models.Index(fields=["store", "subject_number"], name="conversation_about"),
            models.Index(fields=["buyer_id", "-last_at", "-id"], name="conversation_of_buyer"),
            models.Index(fields=["check_at"], condition=Q(check_at__isnull=False), name="conversation_to_check"),
        ]


class Message(models.Model):
    """One message, for good: the database refuses to change it (MSG-15).

    Attributes:
        position: 1, 2, 3 … within its conversation.
        author_id: an account; null for automatic ones.
        program_id: the application through which a person of the store wrote.
        client_id: made by whoever sends; the same one twice is the same message.
        template: of an automatic reply.
        begins_wait: from here on the buyer waits; `waited_s`: how many seconds this answer let the buyer wait.
        cold_key: digest of the words, of a message to a buyer who had not written (MSG-19); else "".
        salt, digest: the digest of salt and text stands in the chain, so that a text whose time is over can go.
        hash: of `previous` and what the message is (`rules.chain`).
        words: lexemes for the search of the inbox.
    """

    pk = models.CompositePrimaryKey("conversation_id", "id")
    conversation_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    position = models.PositiveIntegerField()
    store_id = models.UUIDField()
    author = models.CharField(max_length=9, choices=_AUTHORS)
    author_id = models.UUIDField(null=True)
    program_id = models.UUIDField(null=True)
    client_id = models.CharField(max_length=64)
    text = models.TextField()
    language = models.CharField(max_length=8)
    template = models.CharField(max_length=12, blank=True, default="")
    at = models.DateTimeField(default=now)
    begins_wait = models.BooleanField(default=False)
    waited_s = models.PositiveIntegerField(null=True)
    cold_key = models.CharField(max_length=64, blank=True, default="")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    words = SearchVectorField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation_id", "client_id"], name="message_client_id_once"),
            models.UniqueConstraint(fields=["conversation_id", "position"], name="message_position_once"),
        ]
        indexes = [
            GinIndex(fields=["store_id", "words"], name="message_words"),
            models.Index(fields=["store_id", "at"], condition=~Q(cold_key=""), name="message_cold"),
            models.Index(fields=["store_id", "at"], condition=Q(begins_wait=True), name="message_begins_wait"),
            models.Index(fields=["store_id", "at"], condition=Q(waited_s__isnull=False), name="message_answers"),
            models.Index(fields=["at"], condition=Q(forgotten_at__isnull=True), name="message_to_forget"),
        ]


class InternalNote(models.Model):
    """What the people of a store write for each other; no buyer sees it (MSG-08)."""

    pk = models.CompositePrimaryKey("conversation_id", "id")
    conversation_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    store_id = models.UUIDField()
    author_id = models.UUIDField()
    text = models.TextField()
    at = models.DateTimeField(default=now)


class ReadMark(models.Model):
    """How far somebody has read a conversation: the position of the last message seen."""

    conversation_id = models.UUIDField()
    account_id = models.UUIDField()
    position = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation_id", "account_id"], name="read_mark_once")]
        indexes = [models.Index(fields=["account_id"], name="read_mark_of_account")]


class Promise(models.Model):
    """A commitment in a message of the store: what was said, until when it has to be true (MSG-16).

    `kind` and what it means: `rules.promises`.
    """

    pk = models.CompositePrimaryKey("conversation_id", "id")
    conversation_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    store_id = models.UUIDField()
    order_id = models.UUIDField(null=True)
    message_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    quote = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=6, choices=[(k, k) for k in ("open", "kept", "broken")], default="open")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "order_id"], name="promise_of_order"),
            models.Index(fields=["store_id", "-at", "-id"], name="promise_of_store"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="promise_open"),
        ]
