"""What the plumbing holds of people (ACC-42)."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.kernel.text import mark as _
from kontor.platform.audit.models import AuditRow
from kontor.platform.audit.policy import KEPT
from kontor.platform.bulk.models import BulkRow, BulkRun
from kontor.platform.events.models import Delivery, OutboxEvent
from kontor.platform.filters.models import SavedFilter
from kontor.platform.http.sessions import Session
from kontor.platform.idempotency.models import StoredAnswer
from kontor.platform.limits.models import RateCounter
from kontor.platform.mail.models import Message
from kontor.platform.policy.models import PolicyChange, PolicyOverride
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds, never
from kontor.platform.reviews.models import ReviewItem, ReviewStep

holds(
    Session,
    Column("agent", Kind.DEVICE, _("Browser")),
    Column("network", Kind.PLACE, _("Part of the internet address")),
    Column("country", Kind.PLACE, _("Country")),
    Column("session_key", Kind.SECRET, _("Key of a browser"), shown=never),
    Column("session_data", Kind.SECRET, _("What a browser keeps here"), shown=never),
    title=_("Sessions"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("opened_at", "seen_at", "expire_date"),
)  # fmt: skip


def _answers(person: Person) -> models.QuerySet[Any, Any]:
    return StoredAnswer.objects.filter(scope__contains=str(person.account_id))


holds(
    StoredAnswer,
    Column("scope", Kind.DEED, _("Request")),
    Column("answer", Kind.CONTENT, _("Answer")),
    title=_("Answers to programs"), whose=Whose.ANYBODY, rows=_answers, then=Then.DELETE,
    hidden="copies, for two days, of what stands under other headings",
)  # fmt: skip
holds(
    PolicyChange,
    Column("by_name", Kind.NAME, _("Name of the person"), then=Then.PSEUDONYM),
    Column("reason", Kind.CONTENT, _("Reason"), then=Then.KEEP, because="why a rule of the market changed"),
    title=_("Changed rules"), whose=Whose.OPERATOR, rows="by_id", then=Then.PSEUDONYM,
    also=("name", "old", "new", "at"),
)  # fmt: skip
holds(
    ReviewItem,
    Column("reason", Kind.CONTENT, _("Reason")),
    title=_("Decisions of the market about you"), whose=Whose.ANYBODY, rows="subject_id", then=Then.BLANK,
    also=("decision", "opened_at", "closed_at"),
)  # fmt: skip
holds(
    SavedFilter,
    Column("name", Kind.CONTENT, _("Name")),
    Column("query", Kind.CONTENT, _("Saved filter")),
    title=_("Saved filters"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE, also=("list_name",),
)  # fmt: skip


def _deeds(person: Person) -> models.QuerySet[Any, Any]:
    return AuditRow.objects.filter(models.Q(person_id=person.account_id) | models.Q(by_id=person.account_id))


holds(
    AuditRow,
    Column("by_name", Kind.DEED, _("Program")),
    Column("reason", Kind.CONTENT, _("Reason")),
    Column("before", Kind.DEED, _("Before")),
    Column("after", Kind.DEED, _("After")),
    title=_("What was done"), whose=Whose.ANYBODY, rows=_deeds, then=Then.KEEP, until=KEPT,
    because="who gave which rights and changed what is evidence for others; it holds ids, rights and states",
    also=("at", "kind", "op"),
)  # fmt: skip
free(AuditRow, "names of kinds, and the id of a row or of a request", "kind", "op", "row_id", "by_kind", "request_id")
free(BulkRun, "what was done to goods or orders of a store; the place of a file that is deleted within hours",
     "action", "values", "language", "file")  # fmt: skip
free(BulkRow, "goods or orders of a store: names of goods, never of people", "name", "before", "after", "code",
     "sentence", "params")  # fmt: skip
free(SavedFilter, "names a list", "list_name")
free(StoredAnswer, "chosen by the client's program, or a digest", "key", "body_hash")
free(RateCounter, "a digest of who is counted, which nobody can turn back", "scope", "key")
free(PolicyOverride, "figures of the market", "name", "value")
free(PolicyChange, "figures of the market", "name", "old", "new")
free(
    ReviewItem, "names of queues and decisions, and facts that tell nothing about a person", "kind", "facts", "decision"
)
free(ReviewStep, "names of steps and decisions", "what", "note")
free(OutboxEvent, "facts carry ids only (ACC-40); an error is its first line, without the values of rows",
     "name", "body", "error")  # fmt: skip
free(Delivery, "names a reaction", "subscriber")
free(Message, "a channel, and the id of what it is about", "channel", "reference")
