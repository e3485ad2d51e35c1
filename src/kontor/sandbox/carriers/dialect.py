"""What the process needs of each carrier, and what the carriers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from kontor.sandbox.carriers import places
from kontor.sandbox.carriers.shipments import Event, Shipment
from kontor.sandbox.wire.http import Handler, Request, Response, Router
from kontor.sandbox.wire.outbox import Seal
from kontor.sandbox.wire.switches import Switches

MINUTE, HOUR = 60.0, 3600.0
SCHEDULE = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR)


class Dialect(Protocol):
    """One carrier: its API, and how it writes and signs what it pushes."""

    name: str

    def join(self, router: Router) -> None:
        """Add its API."""

    def told(self, shipment: Shipment, event: Event) -> dict[str, Any]:
        """What it pushes when `event` happens."""

    def seal(self) -> Seal:
        """How it signs that."""


def local(event: Event) -> tuple[str, int]:
    """The moment on the clock of the event's place, without zone, and the hours of its zone."""
    hours = places.of(event.country).hours
    moment = datetime.fromisoformat(event.at).astimezone(timezone(timedelta(hours=hours)))
    return moment.strftime("%Y-%m-%dT%H:%M:%S"), hours


def grams(kilograms: object) -> int:
    """A weight in kilograms as whole grams.

    Raises:
        ValueError: when it is no positive number.
    """
    try:
        weight = int(Decimal(str(kilograms)) * 1000)
    except (InvalidOperation, ValueError, OverflowError):
        raise ValueError("weight") from None
    if weight <= 0:
        raise ValueError("weight")
    return weight


def required(fields: Mapping[str, Any], *path: str) -> str:
    """The text at `path`.

    Raises:
        ValueError: when it is missing; names it.
    """
    place: Any = fields
    for step in path:
        place = place.get(step) if isinstance(place, Mapping) else None
    if place is None or not str(place):
        raise ValueError(".".join(path))
    return str(place)


def misbehaving(switches: Switches, subject: Callable[[Request], str], work: Handler) -> Handler:
    """`work`, answered the way the switches of its subject say."""
    return lambda request, **parts: switches.answering(subject(request), lambda: _made(work, request, parts))


def _made(work: Handler, request: Request, parts: Mapping[str, str]) -> Response:
    return work(request, **parts)
