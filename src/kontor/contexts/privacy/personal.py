"""What privacy itself holds of people (ACC-42): the proof that their wishes were heard stays, under an id."""

from __future__ import annotations

from kontor.contexts.privacy.models import Archive, ConsentGiven, PrivacyRequest, RecipientRead
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

holds(
    PrivacyRequest,
    Column("kind", Kind.DEED, _("What you asked"), because="proof that the request was answered in time"),
    Column("open", Kind.DEED, _("What had to end first"), because="proof that the request was answered in time"),
    title=_("Your requests"), whose=Whose.ANYBODY, rows="account_id", then=Then.KEEP,
    also=("state", "about", "asked_at", "due_at", "ended_at"),
)  # fmt: skip
holds(
    ConsentGiven,
    Column("code", Kind.CHOICE, _("Consent"), because="proof of a consent and of its end; names nobody any more"),
    title=_("Your consents"), whose=Whose.ANYBODY, rows="account_id", then=Then.KEEP,
    also=("version", "digest", "source", "given_at", "withdrawn_at"),
)  # fmt: skip
holds(
    Archive,
    Column("sealed", Kind.CONTENT, _("Archive")),
    title=_("Archives"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    hidden="an earlier copy of what stands here",
)  # fmt: skip
free(PrivacyRequest, "codes", "audience", "law", "about")
free(ConsentGiven, "codes", "version", "digest", "source")
free(RecipientRead, "a code", "reader")
