"""Facts that change what is known of an address."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts.services.note_refused_mail import note_refused_mail
from kontor.contexts.notifications.events import NoticeRefused
from kontor.platform.events import react

_CAUSE = "accounts.verification:"


@react(NoticeRefused)
def a_link_did_not_arrive(event: NoticeRefused) -> None:
    """A mail with a link was refused (ACC-50); other mails are not ours."""
    if event.cause.startswith(_CAUSE):
        note_refused_mail(account_id=event.account_id, verification_id=UUID(event.cause.removeprefix(_CAUSE)))
