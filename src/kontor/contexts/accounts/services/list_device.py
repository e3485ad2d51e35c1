"""A known device is put on the list of trusted devices, or taken off."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.device_list import DeviceUnknown
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import AccountDevice
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.clock import now


def list_device(*, account_id: UUID, device_id: UUID, on: bool) -> None:
    """Trust a device with which the owner has signed in, or no longer; off the list it skips no second step either.

    Raises:
        DeviceUnknown: it is not one of the account's; nothing has changed.
    """
    with transaction.atomic():
        device = AccountDevice.objects.select_for_update().filter(account_id=account_id, pk=device_id).first()
        if device is None:
            raise DeviceUnknown
        if (device.listed_at is not None) == on:
            return
        device.listed_at = now() if on else None
        if not on:
            device.trusted_until = None
        device.save(update_fields=["listed_at", "trusted_until"])
        note(account_id, Word.DEVICE_ON if on else Word.DEVICE_OFF)
