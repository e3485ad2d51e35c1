"""Hand one notice to the browsers of its person."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications import push
from kontor.contexts.notifications.models import Notice, PushSubscription
from kontor.contexts.notifications.texts import headline
from kontor.kernel.clock import now


def push_notice(*, account_id: UUID, notice_id: UUID) -> int:
    """Send it to every browser that still wants it; those that are gone are forgotten (BUY-13).

    The network is spoken to outside a transaction. A repetition after a crash replaces the message in the browser:
    it carries the notice's id as its tag.

    Returns:
        How many push services took it.

    Raises:
        PushServiceDown: when none took it and one asked for patience; the job tries again.
    """
    notice = Notice.objects.filter(account_id=account_id, id=notice_id, channel="push", sent_at=None).first()
    if notice is None:
        return 0
    title, path = headline(notice)
    message = {"title": "Kontor", "body": title, "url": path, "tag": str(notice.id), "lang": notice.language}
    taken, down = 0, None
    gone: list[UUID] = []
    for row in PushSubscription.objects.filter(account_id=account_id).order_by("created_at", "id"):
        try:
            said = push.send(endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth, message=message)
        except push.PushServiceDown as problem:
            down = problem
            continue
        taken += said is push.Sent.TAKEN
        if said is push.Sent.GONE:
            gone.append(row.id)
    with transaction.atomic():
        PushSubscription.objects.filter(account_id=account_id, id__in=gone).delete()
        if down is None or taken:
            Notice.objects.filter(account_id=account_id, id=notice_id).update(sent_at=now(), waiting=False)
    if down is not None and not taken:
        raise down
    return taken
