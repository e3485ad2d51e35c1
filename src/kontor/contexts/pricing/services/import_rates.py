"""Taking in a day's exchange rates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from kontor.contexts.pricing import queries
from kontor.contexts.pricing.errors import RateNotPositive
from kontor.contexts.pricing.events import RatesImported
from kontor.contexts.pricing.models import ExchangeRate
from kontor.kernel.ids import new_id
from kontor.platform.events import record


def import_rates(*, day: date, source: str, per_usd: Mapping[str, Decimal]) -> None:
    """Store what one US dollar bought on `day`, by currency; a second import of a day replaces the first.

    Args:
        source: who published the figures; shown beside prices.

    Raises:
        RateNotPositive: for a rate of zero or less; nothing is stored.
    """
    for currency, value in per_usd.items():
        if value <= 0:
            raise RateNotPositive(currency=currency)
    with transaction.atomic():
        ExchangeRate.objects.bulk_create(
            [
                ExchangeRate(day=day, currency=currency, per_usd=value, source=source)
                for currency, value in sorted(per_usd.items())
            ],
            update_conflicts=True,
            unique_fields=["day", "currency"],
            update_fields=["per_usd", "source"],
        )
        record(RatesImported(key=new_id(), day=day.isoformat(), source=source, currencies=len(per_usd)))
        transaction.on_commit(queries.forget)
