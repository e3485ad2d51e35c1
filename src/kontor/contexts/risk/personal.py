"""What the watch over abuse holds of people (ACC-42). A ban outlives the account: it would be no ban otherwise."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.risk.models import Appeal, Ban, Flag, Hold, Judgement, Member, NumberRange, Trace
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds

_BAN = "whoever was banned would join again by deleting the account first (legitimate interest of the market)"


def _traces(person: Person) -> models.QuerySet[Any, Any]:
    """Of people who are not banned; of others they stay with the ban."""
    banned = Ban.objects.filter(account_id=models.OuterRef("account_id"), lifted_at__isnull=True)
    return Trace.objects.filter(~models.Exists(banned), account_id=person.account_id)


holds(
    Ban,
    Column("reason", Kind.CONTENT, _("Why the account was closed"), because=_BAN),
    Column("lifted_because", Kind.CONTENT, _("Why it was opened again"), because=_BAN),
    title=_("Closed accounts"), whose=Whose.ANYBODY, rows="account_id", then=Then.KEEP, also=("at", "lifted_at"),
)  # fmt: skip
holds(
    Appeal,
    Column("text", Kind.CONTENT, _("What you wrote")),
    Column("answer", Kind.CONTENT, _("What was answered")),
    title=_("Appeals"), whose=Whose.ANYBODY, rows="account_id", then=Then.BLANK, also=("at", "decided_at", "granted"),
)  # fmt: skip
holds(
    Hold,
    Column("answer", Kind.CONTENT, _("What was answered")),
    title=_("Held registrations"), whose=Whose.ANYBODY, rows="account_id", then=Then.BLANK,
    also=("cause", "at", "ended_at", "released"),
)  # fmt: skip
holds(
    Judgement,
    Column("network", Kind.PLACE, _("Part of the internet address")),
    Column("country", Kind.PLACE, _("Country of the internet address")),
    Column("seen", Kind.DEVICE, _("How a form was filled in")),
    Column("reasons", Kind.DEED, _("What spoke for and against"), then=Then.KEEP,
           because="codes and points; they show how a decision by machine was made"),
    title=_("Checks of registrations and sign-ins"), whose=Whose.ANYBODY, rows="account_id", then=Then.BLANK,
    also=("occasion", "decision", "score", "at"),
)  # fmt: skip
holds(
    Trace,
    Column("key", Kind.DEVICE, _("What an account was seen with, as a digest")),
    title=_("Traces"), whose=Whose.ANYBODY, rows=_traces, then=Then.DELETE, also=("kind", "last_at"),
)  # fmt: skip

free(Member, "a code", "reason")
free(Hold, "a code", "cause")
free(Flag, "codes", "kind", "shared")
free(NumberRange, "ranges of numbers of services, and why they are listed", "prefix", "carrier", "note")
