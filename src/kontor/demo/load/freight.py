"""What the demo's stores ask for shipping."""

from __future__ import annotations

from random import Random

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.carriers import Carrier, Service, Zone
from kontor.contexts.logistics.rules import Rate
from kontor.demo.content.model import StoreDraft
from kontor.demo.content.pricing import converted

_HOME_SHARE = 60  # percent of the carrier's price to its nearest zone that freight at home costs
_HOME_DAYS = (2, 5)


def freight_of(draft: StoreDraft, chance: Random) -> tuple[Rate, ...]:
    """The carriers' prices in the store's currency; at home less and quicker; free from a round sum on."""
    free_from = converted(chance.choice([19_900, 29_900, 39_900]), draft.currency)
    found: list[Rate] = []
    for carrier in carriers.all_carriers().values():
        usual = carrier.services[0]
        found += [
            _rate(draft, carrier, service, zone, free_from if service is usual else None)
            for service in carrier.services
            for zone in service.zones
        ]
        found.append(_at_home(draft, carrier, usual, free_from))
    return tuple(found)


def _rate(draft: StoreDraft, carrier: Carrier, service: Service, zone: Zone, free_from: int | None) -> Rate:
    first, step = (converted(fen, draft.currency) for fen in (zone.first_minor, zone.step_minor))
    return Rate(
        carrier.code, service.code, zone.countries, draft.currency, zone.first_g, first, zone.step_g, step, free_from,
        service.min_days, service.max_days,
    )  # fmt: skip


def _at_home(draft: StoreDraft, carrier: Carrier, service: Service, free_from: int) -> Rate:
    zone = service.zones[0]
    first, step = (converted(fen * _HOME_SHARE // 100, draft.currency) for fen in (zone.first_minor, zone.step_minor))
    return Rate(
        carrier.code, service.code, frozenset({draft.country}), draft.currency, zone.first_g, first, zone.step_g, step,
        free_from, *_HOME_DAYS,
    )  # fmt: skip
