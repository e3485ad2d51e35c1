"""The way of a parcel: 8 to 14 events from origin to destination, the same for the same number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from kontor.sandbox.carriers import places


class Stage(StrEnum):
    """What happens to a parcel, in nobody's dialect."""

    INFO = "info"
    PICKED_UP = "picked_up"
    SORTED = "sorted"
    EXPORT_CUSTOMS = "export_customs"
    DEPARTED = "departed"
    TRANSIT = "transit"
    ARRIVED = "arrived"
    IMPORT_CUSTOMS = "import_customs"
    HELD = "held"
    RELEASED = "released"
    HANDED_OVER = "handed_over"
    LOCAL_SORTED = "local_sorted"
    OUT_FOR_DELIVERY = "out_for_delivery"
    FAILED = "failed"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Step:
    """One event to come: `hours` after the one before it."""

    stage: Stage
    hours: float
    place: str
    country: str
    text: str


_HOURS = {
    Stage.INFO: (0, 0), Stage.PICKED_UP: (6, 36), Stage.SORTED: (3, 20), Stage.EXPORT_CUSTOMS: (6, 30),
    Stage.DEPARTED: (8, 48), Stage.TRANSIT: (12, 40), Stage.ARRIVED: (14, 96), Stage.IMPORT_CUSTOMS: (6, 40),
    Stage.HELD: (4, 24), Stage.RELEASED: (24, 120), Stage.HANDED_OVER: (4, 30), Stage.LOCAL_SORTED: (6, 30),
    Stage.OUT_FOR_DELIVERY: (6, 30), Stage.FAILED: (3, 9), Stage.DELIVERED: (1, 9),
}  # fmt: skip
_TEXTS = {
    Stage.INFO: "Shipment information received",
    Stage.PICKED_UP: "Parcel picked up from the sender",
    Stage.SORTED: "Processed at sorting centre",
    Stage.EXPORT_CUSTOMS: "Export customs clearance completed",
    Stage.DEPARTED: "Departed from country of origin",
    Stage.TRANSIT: "Arrived at transit hub",
    Stage.ARRIVED: "Arrived in destination country",
    Stage.IMPORT_CUSTOMS: "Import customs clearance started",
    Stage.HELD: "Held by customs: further information required",
    Stage.RELEASED: "Released by customs",
    Stage.HANDED_OVER: "Handed over to {carrier}",
    Stage.LOCAL_SORTED: "Arrived at local depot",
    Stage.OUT_FOR_DELIVERY: "Out for delivery",
    Stage.FAILED: "Delivery attempt failed: nobody at the address",
    Stage.DELIVERED: "Delivered",
}
_AT_ORIGIN_DEPOT = {Stage.INFO, Stage.PICKED_UP}
_AT_ORIGIN_GATEWAY = {Stage.SORTED, Stage.EXPORT_CUSTOMS, Stage.DEPARTED}
_AT_DESTINATION_GATEWAY = {Stage.ARRIVED, Stage.IMPORT_CUSTOMS, Stage.HELD, Stage.RELEASED, Stage.HANDED_OVER}
_HUBS = (("Liège", "BE"), ("Dubai", "AE"), ("Istanbul", "TR"), ("Singapore", "SG"))
_SHARE_OF_TRANSIT, _SHARE_OF_LOCAL, _SHARE_HELD, _SHARE_FAILED = 0.4, 0.5, 0.12, 0.2


def route(number: str, origin: str, destination: str) -> list[Step]:
    """The steps of parcel `number`; at most one of them goes wrong."""
    chance = Random(f"{number} {origin} {destination}")  # noqa: S311  (repeatable on purpose)
    hub = chance.choice(_HUBS)
    return [_step(stage, chance, origin, destination, hub) for stage in _stages(chance, abroad=origin != destination)]


def _stages(chance: Random, *, abroad: bool) -> list[Stage]:
    transit, local, trouble = chance.random(), chance.random(), chance.random()
    stages = [Stage.INFO, Stage.PICKED_UP, Stage.SORTED]
    if abroad:
        stages += [Stage.EXPORT_CUSTOMS, Stage.DEPARTED]
        stages += [Stage.TRANSIT] if transit < _SHARE_OF_TRANSIT else []
        stages += [Stage.ARRIVED, Stage.IMPORT_CUSTOMS]
        stages += [Stage.HELD, Stage.RELEASED] if trouble < _SHARE_HELD else []
        stages += [Stage.HANDED_OVER]
        stages += [Stage.LOCAL_SORTED] if local < _SHARE_OF_LOCAL else []
    else:
        stages += [Stage.DEPARTED, Stage.ARRIVED, Stage.LOCAL_SORTED]
    stages.append(Stage.OUT_FOR_DELIVERY)
    if _SHARE_HELD <= trouble < _SHARE_HELD + _SHARE_FAILED:
        stages += [Stage.FAILED, Stage.OUT_FOR_DELIVERY]
    return [*stages, Stage.DELIVERED]


def _step(stage: Stage, chance: Random, origin: str, destination: str, hub: tuple[str, str]) -> Step:
    low, high = _HOURS[stage]
    hours = round(chance.uniform(low, high), 2)
    here, there = places.of(origin), places.of(destination)
    if stage is Stage.TRANSIT:
        place, country = hub
    elif stage in _AT_ORIGIN_DEPOT:
        place, country = here.local, origin
    elif stage in _AT_ORIGIN_GATEWAY:
        place, country = here.gateway, origin
    elif stage in _AT_DESTINATION_GATEWAY:
        place, country = there.gateway, destination
    else:
        place, country = there.local, destination
    return Step(stage, hours, place, country, _TEXTS[stage].format(carrier=there.carrier))
