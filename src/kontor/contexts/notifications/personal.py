"""What was told to people, and by which address (ACC-42)."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.notifications.models import Notice, Preference, PushSubscription
from kontor.kernel.text import mark as _
from kontor.platform.mail.models import Message
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds, never

holds(
    Notice,
    Column("address", Kind.CONTACT, _("Address")),
    Column("values", Kind.CONTENT, _("What it was about")),
    title=_("Notices"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("kind", "channel", "language", "created_at", "sent_at", "read_at"),
)  # fmt: skip


def _messages(person: Person) -> models.QuerySet[Any, Any]:
    """Kept in the local mailbox for this person, under addresses of before as well."""
    told = Notice.objects.filter(account_id=person.account_id).values_list("id", "address")
    references = [f"notice:{identity}" for identity, _address in told]
    addresses = {*person.addresses, *(address for _identity, address in told if address)}
    return Message.objects.filter(models.Q(to__in=addresses) | models.Q(reference__in=references))


holds(
    Message,
    Column("to", Kind.CONTACT, _("Sent to")),
    Column("subject", Kind.CONTENT, _("Subject")),
    Column("text", Kind.CONTENT, _("Text")),
    Column("html", Kind.CONTENT, _("The same as a page"), shown=never),
    title=_("Messages in the local mailbox"), whose=Whose.ANYBODY, rows=_messages, then=Then.DELETE,
    also=("channel", "at"),
)  # fmt: skip
holds(
    Preference,
    Column("off", Kind.CHOICE, _("Notices that are not wanted")),
    Column("zone", Kind.CHOICE, _("Time zone")),
    title=_("Choices about notices"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("quiet", "quiet_from", "quiet_until", "changed_at"),
)  # fmt: skip
holds(
    PushSubscription,
    Column("endpoint", Kind.DEVICE, _("Address of the browser at its push service")),
    Column("endpoint_key", Kind.DEVICE, _("The same, shortened"), shown=never),
    Column("p256dh", Kind.SECRET, _("Key of the browser"), shown=never),
    Column("auth", Kind.SECRET, _("Secret of the browser"), shown=never),
    Column("device", Kind.DEVICE, _("Browser")),
    title=_("Browsers with push messages"), whose=Whose.ANYBODY, rows="account_id", then=Then.DELETE,
    also=("created_at",),
)  # fmt: skip
free(Notice, "a kind of text, its language and the id of its cause", "kind", "channel", "language", "cause")
