"""Quiet hours are over: what waited goes out, together."""

from __future__ import annotations

from itertools import groupby

from django.db import transaction

from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import headline
from kontor.kernel.clock import now
from kontor.platform.jobs import enqueue_gathering

BATCH = 500
_FEW = 2


def release_held() -> int:
    """Send what waited for the end of quiet hours: one as it is, several as one message (BUY-13).

    Returns:
        How many notices were let go.
    """
    with transaction.atomic():
        due = Notice.objects.select_for_update(skip_locked=True).filter(held_until__lte=now(), sent_at=None)
        rows = list(due.order_by("held_until", "account_id", "channel", "id")[:BATCH])
        for _, group in groupby(rows, key=lambda row: (row.account_id, row.channel)):
            waited = list(group)
            accounts = Notice.objects.filter(account_id=waited[0].account_id)
            mine = accounts.filter(id__in=[row.id for row in waited])
            if len(waited) < _FEW or waited[0].channel == "sms":
                mine.update(held_until=None, waiting=True)
                continue
            mine.update(held_until=None, sent_at=now())
            _digest(waited).save(force_insert=True)
        if rows:
            enqueue_gathering("notifications.send_due")
    return len(rows)


def _digest(waited: list[Notice]) -> Notice:
    first = waited[0]
    lines = [headline(row) for row in waited]
    return Notice(
        account_id=first.account_id, kind="quiet_digest", channel=first.channel, address=first.address,
        language=first.language, values={"many": len(lines), "lines": [list(line) for line in lines]},
        cause=f"quiet:{first.id}", created_at=now(), waiting=True, shown=False,
    )  # fmt: skip
