"""What stores ask for shipping. Public: prices are for everybody to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, gettext

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.models import FreightRate
from kontor.contexts.logistics.rules import Offer, ParcelWish, Rate, offers
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


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

    One query, however many stores.
    """
    if not wanted:
        return {}
    rates = _rates({wish.store_id for wish in wanted})
    return {wish.store_id: [_option(o) for o in offers(rates.get(wish.store_id, ()), wish)] for wish in wanted}


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
        RightMissing: without `store.edit`.
    """
    require(seat, "store.edit")
    return sorted(
        _rates([seat.store_id]).get(seat.store_id, []), key=lambda r: (r.carrier, r.service, sorted(r.countries))
    )


def _option(offer: Offer) -> ShippingOption:
    return ShippingOption(
        offer.carrier,
        offer.service,
        service_name(offer.carrier, offer.service),
        offer.price,
        offer.min_days,
        offer.max_days,
    )


def _rates(store_ids: Iterable[UUID]) -> dict[UUID, list[Rate]]:
    found: dict[UUID, list[Rate]] = {}
    rows = FreightRate.objects.filter(template__store_id__in=list(store_ids), template__is_default=True)
    for row in rows.select_related("template"):
        rate = Rate(
            carrier=row.carrier,
            service=row.service,
            countries=frozenset(row.countries),
            currency=row.currency,
            first_g=row.first_g,
            first_minor=row.first_minor,
            step_g=row.step_g,
            step_minor=row.step_minor,
            free_from_minor=row.free_from_minor,
            min_days=row.min_days,
            max_days=row.max_days,
        )
        found.setdefault(row.template.store_id, []).append(rate)
    return found
