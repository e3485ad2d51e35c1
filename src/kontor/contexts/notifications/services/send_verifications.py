"""Tell people how to prove their address, or how to set a new password."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.queue_notices import queue_notices


def send_verifications(*, verification_ids: Sequence[UUID]) -> list[Notice]:
    """Queue the mail or SMS of each verification (ACC-10). A notice holds its id, never the link or the code.

    Returns:
        The notices; none for a verification that is used or too old, or was sent already.
    """
    messages = accounts.verification_messages(verification_ids)
    with transaction.atomic(savepoint=False):
        return queue_notices(
            notices=[
                Notice(
                    account_id=message.account_id,
                    kind=_kind(message),
                    channel=message.channel,
                    address=message.address,
                    language=message.language,
                    values={"verification_id": str(identity)},
                    cause=f"accounts.verification:{identity}",
                )
                for identity, message in messages.items()
            ]
        )


def _kind(message: accounts.VerificationMessage) -> str:
    if message.purpose == "reset":
        return "reset_password"
    if message.purpose == "device" and message.channel == "email":
        return "confirm_device"
    if message.purpose == "change" and message.channel == "email":
        return "confirm_address"
    return "verify_email" if message.channel == "email" else "verify_phone"
