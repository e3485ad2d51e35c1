"""The list of trusted devices is switched on or off."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, DeviceList
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.clock import now


def switch_device_list(*, account_id: UUID, on: bool) -> None:
    """On, a new device is confirmed by its owner; off, its sign-in is locked (SEL-05). The devices stay as they are."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account_id)
        row, _made = DeviceList.objects.get_or_create(account_id=account_id)
        if row.on == on:
            return
        row.on, row.changed_at = on, now()
        row.save(update_fields=["on", "changed_at"])
        note(account_id, Word.LIST_ON if on else Word.LIST_OFF)
