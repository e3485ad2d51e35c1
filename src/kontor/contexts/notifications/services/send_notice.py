"""Hand one notice to the mailer or the SMS gateway."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written
from kontor.kernel.clock import now
from kontor.platform import mail, sms


def send_notice(*, account_id: UUID, notice_id: UUID) -> bool:
    """Send the notice unless it is sent already; two at once wait for each other.

    The mailer is told the notice's id, so that a crash between its yes and our commit sends nothing twice.

    Returns:
        Whether this call sent it.
    """
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update()
            .filter(account_id=account_id, id=notice_id, sent_at__isnull=True)
            .exclude(channel="page")
            .first()
        )
        if notice is None:
            return False
        text = written(notice)
        if text is None:  # a verification that was used or ran out in the meantime
            return False
        reference = f"notice:{notice.id}"
        if notice.channel == "sms":
            sms.send(to=notice.address, text=text.sms, reference=reference)
        else:
            mail.send(to=notice.address, subject=text.subject, text=text.body, html=text.html, reference=reference)
        Notice.objects.filter(account_id=account_id, id=notice_id).update(sent_at=now(), waiting=False)
    return True
