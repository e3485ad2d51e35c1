"""What shipping costs, and where a parcel stands: pure arithmetic (TRD-05, TRD-13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.logistics.states import FINAL, ParcelState
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of a store's freight template.

    Attributes:
        countries: ISO 3166-1 codes that it serves; empty: everywhere.
        first_g, first_minor: the first weight in grams and what it costs (minor units of `currency`).
        step_g, step_minor: each begun step beyond it.
        free_from_minor: value of the goods from which shipping costs nothing; None: never.
        min_days, max_days: days from hand-over to delivery.
    """

    carrier: str
    service: str
    countries: frozenset[str]
    currency: str
    first_g: int
    first_minor: int
    step_g: int
    step_minor: int
    free_from_minor: int | None
    min_days: int
    max_days: int

    def serves(self, destination: str) -> bool:
        return not self.countries or destination in self.countries


@dataclass(frozen=True, slots=True)
class ParcelWish:
    """What one store is to send: `weight_g` of goods worth `goods` (store currency) to a country."""

    store_id: UUID
    destination: str
    weight_g: int
    goods: Money


@dataclass(frozen=True, slots=True)
class Offer:
    """A service that takes the wished parcel, its price in store currency and its days under way."""

    carrier: str
    service: str
    price: Money
    min_days: int
    max_days: int


def freight(rate: Rate, weight_g: int, goods: Money) -> Money:
    """The price of shipping `weight_g` grams: first weight and begun steps, nothing from the free value on."""
    if rate.free_from_minor is not None and goods.minor >= rate.free_from_minor:
        return Money.zero(rate.currency)
    beyond = max(0, weight_g - rate.first_g)
    steps = -(-beyond // rate.step_g) if rate.step_g else 0
    return Money(rate.first_minor + steps * rate.step_minor, rate.currency)


def offers(rates: Iterable[Rate], wish: ParcelWish) -> list[Offer]:
    """All services for `wish`, the cheapest first, then the quicker.

    A row that names the destination beats one for everywhere of the same service. Rows in another
    currency than the store's are no offers.
    """
    best: dict[tuple[str, str], tuple[bool, Offer]] = {}
    for rate in rates:
        if not rate.serves(wish.destination) or rate.currency != wish.goods.currency:
            continue
        offer = Offer(
            rate.carrier, rate.service, freight(rate, wish.weight_g, wish.goods), rate.min_days, rate.max_days
        )
        named = bool(rate.countries)
        known = best.get((rate.carrier, rate.service))
        if known is None or (named, -offer.price.minor) > (known[0], -known[1].price.minor):
            best[rate.carrier, rate.service] = (named, offer)
    return sorted(
        (offer for _, offer in best.values()),
        key=lambda offer: (offer.price.minor, offer.max_days, offer.carrier, offer.service),
    )


def next_pull(now: datetime, every: timedelta, longest: timedelta, failures: int) -> datetime:
    """When to ask a carrier again: after `every`, doubled for each failure in a row, never beyond `longest`."""
    if failures == 0:
        return now + every
    doublings: int = 1 << min(failures, 16)
    return now + min(longest, every * doublings)


def unshipped(lines: Sequence[tuple[UUID, int, int]]) -> dict[UUID, int]:
    """What is left to ship of (line, quantity, shipped): only lines with something left."""
    return {line: quantity - shipped for line, quantity, shipped in lines if quantity > shipped}


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierEvent:
    """One thing a carrier says about a parcel.

    Attributes:
        key: the carrier's own id of it, or code and time: said twice, it is one event.
        code: the carrier's.
        state: what it means in our words; None: nothing that we know.
        at: when it happened, aware.
        place, country: where; "" when it does not say (ISO 3166-1 code).
        text: the carrier's own words.
    """

    key: str
    code: str
    state: ParcelState | None
    at: datetime
    place: str = ""
    country: str = ""
    text: str = ""


def standing(events: Iterable[tuple[datetime, str, str]]) -> tuple[str, datetime] | None:
    """The state that (time, state, key) events lead to, and since when; None without any.

    They are read in the order in which they happened, whatever the order in which they came. What ends a
    parcel's life (delivered, returned) ends it: words said about a later time change it no more.
    """
    found: tuple[str, datetime] | None = None
    for at, state, _key in sorted(events, key=lambda event: (event[0], event[1] in FINAL, event[2])):
        if not state:
            continue
        if found is None or found[0] != state:
            found = (state, at)
        if state in FINAL:
            break
    return found


def credible(
    events: Iterable[CarrierEvent], shipped_at: datetime, now: datetime, before: timedelta, ahead: timedelta
) -> list[CarrierEvent]:
    """The events that can be about this parcel: not long before it was sent, not far in the future.

    Carriers use numbers again after a time, and a seller might enter one whose parcel has long arrived.
    """
    return [event for event in events if shipped_at - before <= event.at <= now + ahead]
