"""Ask for the second step again on browsers that were trusted."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import AccountDevice


def distrust_devices(*, account_id: UUID, device_id: UUID | None = None) -> int:
    """End the trust in one of the account's browsers, or in all.

    Returns:
        How many were trusted until now.
    """
    with transaction.atomic():
        trusted = AccountDevice.objects.filter(account_id=account_id, trusted_until__isnull=False)
        return (trusted if device_id is None else trusted.filter(pk=device_id)).update(trusted_until=None)
