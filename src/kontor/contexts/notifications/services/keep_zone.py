"""The browser says in which time zone its person is."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.models import Preference
from kontor.contexts.notifications.rules import known_zone


def keep_zone(*, account_id: UUID, zone: str) -> bool:
    """Note it on the profile where none was chosen yet (BUY-13); a name that is no zone is forgotten.

    Returns:
        Whether it was noted.
    """
    if not known_zone(zone):
        return False
    with transaction.atomic():
        row, made = Preference.objects.get_or_create(account_id=account_id, defaults={"zone": zone})
        if made or row.zone:
            return made
        return bool(Preference.objects.filter(account_id=account_id, zone="").update(zone=zone))
