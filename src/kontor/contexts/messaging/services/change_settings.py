"""Message settings of a store: time zone, contact, working hours, cost of a message (MSG-03, MSG-06, MSG-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.db import transaction

from kontor.contexts.messaging.audited_change import note_change
from kontor.contexts.messaging.calendars import forget_calendars
from kontor.contexts.messaging.errors import HoursTooFew, HoursWrong, ZoneUnknown
from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.policy import WEEK_AT_LEAST
from kontor.contexts.messaging.rules.clock import Span, week_minutes
from kontor.contexts.messaging.rules.hours import DAYS, in_order
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat

_AUDITED = ("time_zone", "contact_seller", "calendar_zone", "hours", "cost_minor")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChange:
    """What is to be changed; None leaves a part as it is.

    Attributes:
        time_zone: IANA name, by which automatic replies and shown times go.
        hours: seven lists of spans, Monday first; () goes back to the market's week.
        calendar_zone: zone of these hours.
        cost_minor: what one message costs the store, in its currency; -1: nobody counts it.
    """

    time_zone: str | None = None
    contact_seller: bool | None = None
    hours: Sequence[Sequence[Span]] | None = None
    calendar_zone: str | None = None
    cost_minor: int | None = None


def change_settings(*, viewer: Seat, change: SettingsChange) -> None:
    """Save them for the seat's store; what changed is written down (OPR-06).

    Raises:
        RightMissing, ZoneUnknown, HoursWrong, HoursTooFew: nothing has changed.
    """
    require(viewer, "settings.store")
    _check(change)
    with transaction.atomic():
        desk = hold_desk(viewer.store_id, alone=True)
        before = {name: getattr(desk, name) for name in _AUDITED}
        for field in ("time_zone", "contact_seller", "calendar_zone"):
            if (value := getattr(change, field)) is not None:
                setattr(desk, field, value)
        if change.hours is not None:
            desk.hours = [[list(span) for span in day] for day in change.hours]
        if change.cost_minor is not None:
            desk.cost_minor = None if change.cost_minor < 0 else change.cost_minor
        desk.save(update_fields=_AUDITED)
        note_change(viewer.store_id, before, {name: getattr(desk, name) for name in _AUDITED})
        transaction.on_commit(forget_calendars)
    forget_calendars()


def _check(change: SettingsChange) -> None:
    known = available_timezones()
    for field in ("time_zone", "calendar_zone"):
        value = getattr(change, field)
        if value and value not in known:
            raise ZoneUnknown(field=field)
    if not change.hours:
        return
    if len(change.hours) != len(DAYS) or not all(in_order(day) for day in change.hours):
        raise HoursWrong(field="hours")
    minutes = week_minutes(change.hours)
    if minutes < WEEK_AT_LEAST.int() * 60:
        raise HoursTooFew(field="hours", least=WEEK_AT_LEAST.int(), hours=minutes // 60)
