"""A person says what they want to hear, and when not."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.errors import HourUnknown, ZoneUnknown
from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.models import Preference
from kontor.contexts.notifications.rules import CHANNELS, known_zone
from kontor.kernel.clock import now

_HOURS = range(24)


def change_preferences(
    *, account_id: UUID, off: Collection[str], quiet: bool, quiet_from: int, quiet_until: int, zone: str
) -> Preference:
    """Keep the choices (BUY-13).

    Args:
        off: `<kind>.<channel>` of everything that is not wanted; unknown and required ones are left out.
        quiet_from, quiet_until: hours of the day in `zone`.

    Raises:
        ZoneUnknown, HourUnknown: nothing was kept.
    """
    if not known_zone(zone):
        raise ZoneUnknown(field="zone")
    if quiet_from not in _HOURS or quiet_until not in _HOURS:
        raise HourUnknown(field="quiet_from")
    kept = sorted({name for name in off if _can_be_off(name)})
    with transaction.atomic():
        row, _ = Preference.objects.update_or_create(
            account_id=account_id,
            defaults={
                "off": kept, "quiet": quiet, "quiet_from": quiet_from, "quiet_until": quiet_until, "zone": zone,
                "changed_at": now(),
            },
        )  # fmt: skip
    return row


def _can_be_off(name: str) -> bool:
    kind, _, channel = name.partition(".")
    return kind in KINDS and channel in CHANNELS and (not KINDS[kind].required or channel == "push")
