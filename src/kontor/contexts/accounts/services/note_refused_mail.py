"""The mailbox provider refused the mail with a link."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Failure, Verification


def note_refused_mail(*, account_id: UUID, verification_id: UUID) -> bool:
    """Note with the link that it never arrived, so that figures by mail domain know it (ACC-14, ACC-50).

    Returns:
        Whether the link is still one that waits.
    """
    with transaction.atomic():
        waiting = Verification.objects.filter(pk=verification_id, account_id=account_id, used_at__isnull=True)
        return bool(waiting.update(last_failure=Failure.REFUSED))
