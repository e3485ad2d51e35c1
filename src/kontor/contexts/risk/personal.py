"""What risk holds of people (ACC-42)."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.risk.models import (
    Appeal,
    Ban,
    Flag,
    Hold,
    IdentityCheck,
    IdentityPicture,
    IdentityView,
    Judgement,
    Member,
    NumberRange,
    Pace,
    Usual,
)
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds, never

holds(
    Judgement,
    Column("network", Kind.PLACE, _("Part of the internet address")),
    Column("country", Kind.PLACE, _("Country")),
    Column("seen", Kind.DEED, _("How a form was filled in")),
    Column("reasons", Kind.DEED, _("Reasons"), shown=never),
    title=_("Judgements of your registration and sign-ins"), whose=Whose.ANYBODY, rows="account_id",
    then=Then.DELETE, also=("occasion", "decision", "at"),
)  # fmt: skip
holds(
    Ban,
    Column("reason", Kind.CONTENT, _("Reason")),
    Column("lifted_because", Kind.CONTENT, _("Why it was lifted")),
    title=_("Bans"), whose=Whose.ANYBODY, rows="account_id", then=Then.BLANK, also=("at", "lifted_at"),
)  # fmt: skip
holds(
    Appeal,
    Column("text", Kind.CONTENT, _("Your appeal")),
    Column("answer", Kind.CONTENT, _("Our answer")),
    title=_("Appeals"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE, also=("at", "decided_at", "granted"),
)  # fmt: skip
holds(
    Hold,
    Column("answer", Kind.CONTENT, _("Our answer")),
    title=_("Looks at your registration"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("cause", "at", "ended_at", "released"),
)  # fmt: skip
holds(
    Flag,
    Column("shared", Kind.DEED, _("What two accounts have in common"), shown=never),
    title=_("Accounts that were compared with yours"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    hidden="tells about another person as well",
)  # fmt: skip
free(Judgement, "names of decisions, and figures", "scores", "thresholds")
free(Pace, "moments under a digest that nobody can turn back", "moments")
free(Usual, "counts and means over many registrations", "told")
free(Hold, "one of three words", "cause")
free(Flag, "names a kind", "kind")
free(Member, "names a kind of link", "reason")
free(NumberRange, "ranges of numbers and names of companies", "prefix", "carrier", "note")

holds(
    IdentityCheck,
    Column("reason", Kind.CONTENT, _("What you were told")),
    title=_("Identity checks"), whose=Whose.ANYBODY, rows="account_id", then=Then.BLANK,
    also=("cause", "state", "opened_at", "due_at", "sent_at", "closed_at"),
)  # fmt: skip


def _pictures(person: Person) -> models.QuerySet[Any, Any]:
    return IdentityPicture.objects.filter(check_of__account_id=person.account_id)


holds(
    IdentityPicture,
    Column("sealed", Kind.PICTURE, _("Picture of a document, sealed"), shown=never),
    Column("sealed_zone", Kind.IDENTIFIER, _("What was read from it, sealed"), shown=never),
    Column("trace", Kind.PICTURE, _("Light and dark of a picture, in 64 bits"), shown=never),
    title=_("Identity checks"), whose=Whose.ANYBODY, rows=_pictures, then=Then.DELETE,
    also=("side", "tried_at", "accepted_at", "faults"),
)  # fmt: skip

free(IdentityCheck, "codes", "cause")
free(IdentityPicture, "codes and figures of a picture's quality", "side", "faults", "measured")
free(IdentityView, "which side a reviewer looked at", "side")
