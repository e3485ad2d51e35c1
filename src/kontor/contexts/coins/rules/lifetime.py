"""Until when coins can be used (COI-08, COI-11). Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def expiry(given_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The first moment without the coins: the end, in `zone`, of the day that comes `days` after that of `given_at`."""
    day = given_at.astimezone(zone).date() + timedelta(days=days + 1)
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def last_day(expires_at: datetime, zone: ZoneInfo) -> str:
    """The last day on which they can be used, as ISO date in `zone`."""
    return (expires_at - timedelta(seconds=1)).astimezone(zone).date().isoformat()
