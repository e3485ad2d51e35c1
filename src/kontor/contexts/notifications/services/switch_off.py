"""One kind of notice is no longer wanted by one channel: the one click at the foot of a mail."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.models import Preference
from kontor.contexts.notifications.rules import MAIL
from kontor.kernel.clock import now


def switch_off(*, account_id: UUID, kind: str, on: bool = False) -> bool:
    """Send no more mails of `kind` (BUY-13), or send them again with `on`. Safe to repeat.

    Returns:
        Whether there is such a kind that can be switched off.
    """
    if kind not in KINDS or KINDS[kind].required:
        return False
    with transaction.atomic():
        row, _ = Preference.objects.get_or_create(account_id=account_id)
        row = Preference.objects.select_for_update().get(account_id=account_id)
        name = f"{kind}.{MAIL}"
        row.off = sorted(set(row.off) - {name} if on else {*row.off, name})
        row.changed_at = now()
        row.save(update_fields=["off", "changed_at"])
    return True
