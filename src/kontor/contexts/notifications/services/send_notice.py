"""Hand one notice to the mailer or the SMS gateway."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from kontor.contexts.notifications.events import NoticeRefused
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written
from kontor.kernel.clock import now
from kontor.platform import mail, sms
from kontor.platform.events import record


def send_notice(*, account_id: UUID, notice_id: UUID) -> bool:
    """Send the notice unless it is sent already; two at once wait for each other.

    A mailbox provider that refuses for good is not asked again; whoever cares hears of it by `NoticeRefused`.
    The mailer is told the notice's id, so that a crash between its yes and our commit sends nothing twice.

    Returns:
        Whether this call sent it.
    """
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update()
            .filter(account_id=account_id, id=notice_id, sent_at__isnull=True, refused_at__isnull=True)
            .exclude(channel__in=["page", "push"])
            .first()
        )
        if notice is None:
            return False
        text = written(notice)
        if text is None:  # a verification that was used or ran out in the meantime
            return False
        reference = f"notice:{notice.id}"
        try:
            if notice.channel == "sms":
                report = reverse("hook_text", args=[notice.account_id, notice.id])
                sms.send(
                    to=notice.address, text=text.sms, reference=reference, since=notice.created_at, report_to=report
                )
            else:
                mail.send(to=notice.address, subject=text.subject, text=text.body, html=text.html, reference=reference,
                          unsubscribe=text.unsubscribe)  # fmt: skip
        except (mail.MailRefused, sms.SmsRefused) as refused:
            return _refused(notice, refused.code)
        Notice.objects.filter(account_id=account_id, id=notice_id).update(sent_at=now(), waiting=False)
    return True


def _refused(notice: Notice, code: int) -> bool:
    row = Notice.objects.filter(account_id=notice.account_id, id=notice.id)
    row.update(refused_at=now(), refusal=code, waiting=False)
    record(NoticeRefused(key=notice.account_id, account_id=notice.account_id, notice_id=notice.id, cause=notice.cause))
    return False
