"""Send all notices that wait."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction

from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.rules import PUSH
from kontor.contexts.notifications.texts import Written, written_many
from kontor.kernel.clock import now
from kontor.platform import mail, sms
from kontor.platform.jobs import enqueue_many

log = logging.getLogger(__name__)

BATCH = 200


def send_due() -> int:
    """Take the notices that wait, batch by batch; those that somebody else has just taken are left to them.

    Messages that the local mailbox keeps are written here, all with one statement and in one transaction with
    their notices. What goes outside, and what cannot be written, gets a job of its own, with tries of its own.

    Returns:
        How many notices were taken.
    """
    taken = 0
    while count := _batch():
        taken += count
        if count < BATCH:
            break
    return taken


def _batch() -> int:
    with transaction.atomic(savepoint=False):
        notices = list(
            Notice.objects.select_for_update(skip_locked=True).filter(waiting=True).order_by("created_at")[:BATCH]
        )
        if not notices:
            return 0
        here = [notice for notice in notices if notice.channel != PUSH] if _stays_here() else []
        sent, left = _keep(here) if here else ([], [])
        left += [notice for notice in notices if notice.channel == PUSH or not here]
        moment = now()
        accounts = [notice.account_id for notice in notices]  # the placement keys
        of_batch = Notice.objects.filter(account_id__in=accounts)
        if sent:
            of_batch.filter(id__in=[notice.id for notice in sent]).update(sent_at=moment, waiting=False)
        if len(sent) < len(notices):
            gone = {notice.id for notice in sent}
            of_batch.filter(id__in=[notice.id for notice in notices if notice.id not in gone]).update(waiting=False)
        for job, pushed in (("notifications.send", False), ("notifications.push", True)):
            runs = [n for n in left if (n.channel == PUSH) is pushed]
            enqueue_many(job, [{"account_id": notice.account_id, "notice_id": notice.id} for notice in runs])
    return len(notices)


def _stays_here() -> bool:
    return mail.provider().keeps_content and sms.provider().keeps_content


def _keep(notices: Sequence[Notice]) -> tuple[list[Notice], list[Notice]]:
    """Put the messages into the local mailbox.

    Returns:
        Those that are in it now, and those that could not be written. Neither: a verification that was used
        or ran out in the meantime.
    """
    try:
        words = written_many(notices)
    except Exception:
        log.exception("%s notices could not be written together; each gets a job of its own", len(notices))
        return [], list(notices)
    ready = [(notice, text) for notice, text in zip(notices, words, strict=True) if text is not None]
    if ready:
        mail.keep_many([_message(notice, text) for notice, text in ready])
    return [notice for notice, _ in ready], []


def _message(notice: Notice, text: Written) -> mail.Kept:
    reference = f"notice:{notice.id}"
    if notice.channel == "sms":
        return mail.Kept("sms", reference, notice.address, "", text.sms, "")
    return mail.Kept("mail", reference, notice.address, text.subject, text.body, text.html)
