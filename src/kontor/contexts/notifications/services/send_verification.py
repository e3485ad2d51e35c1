"""Tell somebody how to prove the address, or how to set a new password."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.queue_notice import queue_notice


def send_verification(*, verification_id: UUID) -> Notice | None:
    """Queue the mail or SMS of a verification (ACC-10). The notice holds its id, never the link or the code.

    Returns:
        The notice; None when the verification is used or too old, or was sent already.
    """
    message = accounts.verification_message(verification_id)
    if message is None:
        return None
    with transaction.atomic(savepoint=False):
        return queue_notice(
            notice=Notice(
                account_id=message.account_id,
                kind=_kind(message),
                channel=message.channel,
                address=message.address,
                language=message.language,
                values={"verification_id": str(verification_id)},
                cause=f"accounts.verification:{verification_id}",
            )
        )


def _kind(message: accounts.VerificationMessage) -> str:
    if message.purpose == "reset":
        return "reset_password"
    return "verify_email" if message.channel == "email" else "verify_phone"
