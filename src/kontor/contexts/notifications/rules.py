"""Quiet hours, and what a person can switch off. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PAGE, MAIL, PUSH = "page", "mail", "push"
CHANNELS = (PAGE, MAIL, PUSH)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name; UTC for none that exists."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def known_zone(name: str) -> bool:
    """Whether there is a time zone of this name; a path is none."""
    if not name or len(name) > 64 or name.startswith(("/", ".")):  # noqa: PLR2004  (longer than any name)
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def held_until(moment: datetime, *, zone: str, start: int, end: int) -> datetime | None:
    """When a notice of `moment` may go out; None when at once.

    Args:
        start, end: hours of the day in `zone`; the same twice means never quiet. The night may pass midnight.
    """
    if start == end:
        return None
    local = moment.astimezone(zone_of(zone))
    hour = local.hour
    quiet = start <= hour < end if start < end else hour >= start or hour < end
    if not quiet:
        return None
    over = local.replace(hour=end, minute=0, second=0, microsecond=0)
    if over <= local:
        over = (local + timedelta(days=1)).replace(hour=end, minute=0, second=0, microsecond=0)
    return over.astimezone(moment.tzinfo)


def wanted(off: Collection[str], kind: str, channel: str, *, required: bool) -> bool:
    """Whether a person gets notices of `kind` by `channel`; what is required cannot be switched off by mail or page."""
    if required and channel != PUSH:
        return True
    return f"{kind}.{channel}" not in off
