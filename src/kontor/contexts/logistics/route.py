"""The way of a parcel over the world, for its map of hops (TRD-13; pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hop:
    """One stop.

    Attributes:
        country: ISO 3166-1 code.
        places: names of places there, in the order in which it passed them.
        at: when it came there first; None: not yet.
        here: whether it is there now.
    """

    country: str
    places: tuple[str, ...] = ()
    at: datetime | None = None
    here: bool = False

    @property
    def reached(self) -> bool:
        return self.at is not None


def route(
    origin: str, destination: str, events: Sequence[tuple[datetime, str, str]], *, arrived: bool
) -> tuple[Hop, ...]:
    """Country by country from `origin` to `destination`, from (time, country, place) events in time order.

    Places said without a country lie where the parcel was last. The last stop that it has reached is `here`.
    """
    hops = [Hop(origin)]
    for at, country, place in events:
        if country and country != hops[-1].country:
            hops.append(Hop(country, at=at))
        last = hops[-1]
        fresh = (place,) if place and place not in last.places else ()
        hops[-1] = replace(last, at=last.at or at, places=last.places + fresh)
    if hops[-1].country != destination:
        hops.append(Hop(destination, at=events[-1][0] if arrived and events else None))
    reached = [index for index, hop in enumerate(hops) if hop.reached]
    if reached:
        hops[reached[-1]] = replace(hops[reached[-1]], here=True)
    return tuple(hops)
