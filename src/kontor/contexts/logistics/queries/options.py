"""What stores ask for shipping. Public: prices are for everybody to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language, gettext

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.rules import Offer, ParcelWish, Rate, offers
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat
from kontor.platform.reference import Reference

MOST_STORES = 256  # of which a process keeps the rates; those of others are read each time


@dataclass(frozen=True, slots=True)
class ShippingOption:
    """One service that a store ships with.

    Attributes:
        carrier, service: codes, as an order keeps them.
        name: of the service, in the reader's language.
        price: in the store's currency; zero when free.
        min_days, max_days: days under way after hand-over.
    """

    carrier: str
    service: str
    name: str
    price: Money
    min_days: int
    max_days: int


@dataclass(frozen=True, slots=True)
class QuoteRange:
    """From the cheapest to the dearest way to one destination, in store currency, with all days spanned."""

    low: Money
    high: Money
    min_days: int
    max_days: int
    options: tuple[ShippingOption, ...]


def service_name(carrier: str, service: str) -> str:
    """The name of a service in the reader's language; its codes when it is no longer declared."""
    declared = carriers.find(carrier)
    known = declared.service(service) if declared else None
    return gettext(known.name) if known else f"{carrier} {service}"


def carrier_name(carrier: str) -> str:
    """The name of a carrier in the reader's language; its code when it is no longer declared."""
    declared = carriers.find(carrier)
    return declared.name(get_language() or "en") if declared else carrier


def service_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All services as grouped choices: (carrier's name, [(`carrier:service`, name of the service)]). Public."""
    return [
        (carrier_name(carrier.code), [(f"{carrier.code}:{s.code}", gettext(s.name)) for s in carrier.services])
        for carrier in carriers.all_carriers().values()
    ]


def shipping_options(wanted: Sequence[ParcelWish]) -> dict[UUID, list[ShippingOption]]:
    """All services for each wish by store, the cheapest first; an empty list: it does not ship there.

    At most one query, however many stores; what a store asks may be a minute old.
    """
    if not wanted:
        return {}
    rates = _rates({wish.store_id for wish in wanted})
    return {wish.store_id: [_option(o) for o in offers(rates[wish.store_id], wish)] for wish in wanted}


def quote_range(store_id: UUID, destination: str, weight_g: int, goods: Money) -> QuoteRange | None:
    """What a parcel of that weight and value costs to a country; None: the store does not ship there."""
    options = shipping_options([ParcelWish(store_id, destination, weight_g, goods)])[store_id]
    if not options:
        return None
    return QuoteRange(
        low=options[0].price,
        high=options[-1].price,
        min_days=min(option.min_days for option in options),
        max_days=max(option.max_days for option in options),
        options=tuple(options),
    )


def freight_of(seat: Seat) -> list[Rate]:
    """The store's own freight rates, for its people, by service.

    Raises:
        RightMissing: without `logistics.freight`.
    """
    require(seat, "logistics.freight")
    return sorted(_read([seat.store_id])[seat.store_id], key=lambda r: (r.carrier, r.service, sorted(r.countries)))


def ships_standard(store_id: UUID) -> bool:
    """Whether a store ships with a service that is better than economy (MSG-05). Public."""
    return any(_standard(rate.carrier, rate.service) for rate in _read([store_id])[store_id])


def _standard(carrier: str, service: str) -> bool:
    declared = carriers.find(carrier)
    return declared is not None and any(one.code == service and not one.economy for one in declared.services)


def _option(offer: Offer) -> ShippingOption:
    return ShippingOption(
        offer.carrier,
        offer.service,
        service_name(offer.carrier, offer.service),
        offer.price,
        offer.min_days,
        offer.max_days,
    )


_ROWS = """
SELECT t.store_id, r.carrier, r.service, r.countries, r.currency, r.first_g, r.first_minor, r.step_g, r.step_minor,
    r.free_from_minor, r.min_days, r.max_days
FROM logistics_freightrate r JOIN logistics_freighttemplate t ON t.id = r.template_id
WHERE t.store_id = ANY((SELECT %s::uuid[])::uuid[]) AND t.is_default ORDER BY r.id
"""

Rates = tuple[Rate, ...]
_kept: Reference[dict[UUID, Rates]] = Reference(dict)


def _rates(store_ids: Iterable[UUID]) -> Mapping[UUID, Rates]:
    """The rates of these stores, at most a minute old; those that this process does not know in one query."""
    known = _kept()
    wanted = list(store_ids)
    if absent := [store_id for store_id in wanted if store_id not in known]:
        fresh = _read(absent)
        if len(known) + len(absent) <= MOST_STORES:
            known.update(fresh)
        return {store_id: fresh[store_id] if store_id in fresh else known[store_id] for store_id in wanted}
    return known


def forget_rates() -> None:
    """Read the rates again on the next call: after a change in this process."""
    _kept.forget()


def _read(store_ids: list[UUID]) -> dict[UUID, Rates]:
    found: dict[UUID, list[Rate]] = {store_id: [] for store_id in store_ids}
    same: dict[frozenset[str], frozenset[str]] = {}  # rates of many services serve the same countries
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [store_ids])
        for store_id, carrier, service, countries, currency, *figures in cursor.fetchall():
            served = frozenset(map(intern, countries))
            served = same.setdefault(served, served)
            found[store_id].append(Rate(intern(carrier), intern(service), served, intern(currency), *figures))
    return {store_id: tuple(rates) for store_id, rates in found.items()}
