"""The carriers' book: shipments, and the events that have happened to them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kontor.kernel import clock
from kontor.sandbox.carriers.routes import Stage, Step, route
from kontor.sandbox.wire.store import Store


class Differs(Exception):  # noqa: N818  (an answer to the customer, not a failure)
    """The customer's order number came before, with other content."""


@dataclass(frozen=True)
class Event:
    """Something that happened to a parcel, at a moment (ISO 8601, UTC)."""

    stage: str
    at: str
    place: str
    country: str
    text: str


@dataclass
class Shipment:
    """A parcel in a carrier's hands. `order` is the customer's own number, the key of idempotence."""

    number: str
    carrier: str
    order: str
    origin: str
    destination: str
    service: str
    grams: int
    created: str
    events: list[Event] = field(default_factory=list)

    def ahead(self) -> list[Step]:
        """The steps still to come."""
        return route(self.number, self.origin, self.destination)[len(self.events) :]

    @property
    def latest(self) -> Event | None:
        return self.events[-1] if self.events else None

    @property
    def delivered(self) -> bool:
        return bool(self.events) and self.events[-1].stage == Stage.DELIVERED


def _load(body: dict[str, Any]) -> Shipment:
    return Shipment(**{**body, "events": [Event(**event) for event in body["events"]]})


class Book:
    """All shipments, changed under one lock and on disk before anybody is told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._shipments = {key: _load(body) for key, body in store.all("shipment").items()}
        self._orders = {(each.carrier, each.order): each.number for each in self._shipments.values()}

    def all(self) -> list[Shipment]:
        """All shipments, oldest first."""
        with self._lock:
            return sorted(self._shipments.values(), key=lambda shipment: shipment.created)

    def find(self, name: str, carrier: str = "") -> Shipment:
        """The shipment with this tracking number, or with this order number at `carrier`.

        Raises:
            LookupError: when there is none.
        """
        with self._lock:
            shipment = self._shipments.get(name) or self._shipments.get(self._orders.get((carrier, name), ""))
        if shipment is None or (carrier and shipment.carrier != carrier):
            raise LookupError(f"no shipment {name}")
        return shipment

    def create(
        self, *, carrier: str, order: str, origin: str, destination: str, service: str, grams: int,
        number: Callable[[], str],
    ) -> Shipment:  # fmt: skip
        """Take a parcel on; the same order again is the same parcel.

        Raises:
            Differs: when it came before with another destination, service or weight.
        """
        with self._lock:
            if known := self._orders.get((carrier, order)):
                shipment = self._shipments[known]
                if (shipment.origin, shipment.destination, shipment.service, shipment.grams) != (
                    origin, destination, service, grams,
                ):  # fmt: skip
                    raise Differs
                return shipment
            taken = number()
            while taken in self._shipments:
                taken = number()
            shipment = Shipment(
                taken, carrier, order, origin, destination, service, grams, clock.now().isoformat()
            )  # fmt: skip
            self._shipments[taken] = shipment
            self._orders[carrier, order] = taken
            self._keep(shipment)
            return shipment

    def _keep(self, shipment: Shipment) -> None:
        self._store.put("shipment", shipment.number, asdict(shipment))

    def advance(
        self, shipment: Shipment, *, steps: int | None = None, until: Stage | None = None, at: datetime | None = None,
        together: bool = False,
    ) -> list[Event]:  # fmt: skip
        """Let the next events happen, and return them.

        Args:
            steps: how many.
            until: instead of `steps`, up to and including the first event of this stage.
            at: the moment of the first of them; without it the route's own.
            together: not at the route's distances, but a second apart, and `at` is the moment of the last of them.
        """
        with self._lock:
            ahead = shipment.ahead()[:steps]
            if until is not None:
                ahead = ahead[: next((n for n, step in enumerate(ahead, 1) if step.stage == until), None)]
            moments = _up_to(at, len(ahead), shipment.latest) if at and together else _from(at, ahead, shipment)
            made = [
                Event(step.stage, moment.isoformat(), step.place, step.country, step.text)
                for step, moment in zip(ahead, moments, strict=True)
            ]
            shipment.events += made
            self._keep(shipment)
            return made


def _up_to(last: datetime, count: int, before: Event | None) -> list[datetime]:
    """Moments that end with `last`: a second apart, or closer where the event before them was only just now."""
    apart = timedelta(seconds=1)
    if before is not None and count:
        apart = min(apart, max(timedelta(), (last - datetime.fromisoformat(before.at)) / count))
    return [last - apart * left for left in range(count - 1, -1, -1)]


def _from(first: datetime | None, ahead: Sequence[Step], shipment: Shipment) -> list[datetime]:
    """Moments at the distances of the route, from `first` or from the latest event."""
    moment = datetime.fromisoformat(shipment.latest.at if shipment.latest else shipment.created)
    found: list[datetime] = []
    for step in ahead:
        moment = first if first and not found else moment + timedelta(hours=step.hours)
        found.append(moment)
    return found
