"""Reading what carriers write: moments with their zones, codes, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from kontor.contexts.logistics.carriers import Carrier
from kontor.contexts.logistics.states import ParcelState

_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?")


def zone(text: str) -> timezone:
    """A zone written as `GMT+8`, `+08:00` or `-0330`; UTC when it is empty or `Z`.

    Raises:
        ValueError: for anything else.
    """
    text = text.strip()
    if text in {"", "Z", "GMT", "UTC"}:
        return UTC
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(f"no time zone: {text}")
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset)


def moment(text: str, where: timezone) -> datetime:
    """A moment as it is on the clocks of `where`, in UTC; one that names its own zone keeps that.

    Raises:
        ValueError: when it is none.
    """
    read = datetime.fromisoformat(text.strip())
    return (read if read.tzinfo else read.replace(tzinfo=where)).astimezone(UTC)


def state(carrier: Carrier, *codes: object) -> ParcelState | None:
    """What the first of `codes` that the carrier declares means; None when it declares none of them."""
    return next((carrier.event_codes[str(code)] for code in codes if str(code) in carrier.event_codes), None)


def latin(address: Mapping[str, object], part: str) -> str:
    """A part of an address in Latin letters where there is such a form."""
    letters = address.get("latin")
    spelt = letters.get(part) if isinstance(letters, Mapping) else None
    return str(spelt or address.get(part) or "")
