"""A store says what it asks for shipping."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.errors import (
    CountryUnknown,
    DaysReversed,
    PriceNegative,
    UnknownCarrier,
    UnknownService,
    WeightStepMissing,
)
from kontor.contexts.logistics.models import FreightRate, FreightTemplate
from kontor.contexts.logistics.queries.options import carrier_name, forget_rates
from kontor.contexts.logistics.rules import Rate
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.viewer import Seat

_CODE = re.compile(r"[A-Z]{2}")  # ISO 3166-1 alpha-2


def replace_freight(*, seat: Seat, rates: Sequence[Rate]) -> None:
    """Make `rates` the store's default template; orders keep the price that they were placed with.

    Raises:
        RightMissing: without `logistics.freight`.
        Refusals: all that is wrong, at `rates.<row>.<field>`; nothing has changed.
    """
    require(seat, "logistics.freight")
    wrong = [fault for row, rate in enumerate(rates) for fault in _faults(row, rate)]
    if wrong:
        raise Refusals(wrong)
    with transaction.atomic():
        store = Store.objects.select_for_update().get(id=seat.store_id)
        template = FreightTemplate.objects.filter(store=store, is_default=True).order_by("id").first()
        if template is None:
            template = FreightTemplate.objects.create(store=store, name="Standard")
        template.rates.all().delete()
        FreightRate.objects.bulk_create(_row(template, store.currency, rate) for rate in rates)
        transaction.on_commit(forget_rates)
    forget_rates()


def _row(template: FreightTemplate, currency: str, rate: Rate) -> FreightRate:
    return FreightRate(
        template=template,
        carrier=rate.carrier,
        service=rate.service,
        countries=sorted(rate.countries),
        currency=currency,
        first_g=rate.first_g,
        first_minor=rate.first_minor,
        step_g=rate.step_g,
        step_minor=rate.step_minor,
        free_from_minor=rate.free_from_minor,
        min_days=rate.min_days,
        max_days=rate.max_days,
    )


def _faults(row: int, rate: Rate) -> list[Refusal]:
    place = f"rates.{row}"
    found: list[Refusal] = []
    declared = carriers.find(rate.carrier)
    if declared is None:
        found.append(UnknownCarrier(field=f"{place}.service"))
    elif declared.service(rate.service) is None:
        found.append(UnknownService(field=f"{place}.service", carrier=carrier_name(rate.carrier)))
    strange = [code for code in sorted(rate.countries) if not _CODE.fullmatch(code)]
    found.extend(CountryUnknown(field=f"{place}.countries", country=code[:20]) for code in strange)
    if rate.first_minor < 0 or rate.step_minor < 0 or (rate.free_from_minor or 0) < 0:
        found.append(PriceNegative(field=f"{place}.first"))
    if rate.first_g < 1 or rate.step_g < 1:
        found.append(WeightStepMissing(field=f"{place}.first_g"))
    if not 0 < rate.min_days <= rate.max_days:
        found.append(DaysReversed(field=f"{place}.days"))
    return found
