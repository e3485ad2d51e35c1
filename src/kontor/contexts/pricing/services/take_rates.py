"""Taking over what a provider or a file says of a day, except what cannot be believed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.pricing import queries
from kontor.contexts.pricing.jumps import KIND, LEAVE
from kontor.contexts.pricing.policy import RATE_JUMP_AT_MOST
from kontor.contexts.pricing.providers.protocol import DayRates
from kontor.contexts.pricing.rules import jump
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.pricing.table import PerDollar
from kontor.platform import reviews


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a day's rates, by currency.

    Attributes:
        new: those that were stored.
        held: those that jumped: the rate of before holds until somebody has decided (or has refused them).
        missing: those of ours that the provider does not have: their last known rate holds.
    """

    day: date
    source: str
    new: tuple[str, ...]
    held: tuple[str, ...]
    missing: tuple[str, ...]


def take_rates(*, found: DayRates, even_jumps: bool = False) -> Taken:
    """Store the rates that are new; safe to run twice: of rates that are there already nothing is written or told.

    A rate that differs from the last one by more than `pricing.rate_jump_at_most` goes into the queue of reviews
    instead, once for each currency; one that is believable again takes its case out of there (TRD-04).

    Args:
        even_jumps: whoever calls has looked at them.
    """
    with transaction.atomic():
        before = queries.newest(found.day)
        fresh = {code: value for code, value in found.per_usd.items() if not _there(before.get(code), found.day, value)}
        held = {} if even_jumps else {code: value for code, value in fresh.items() if _jumps(before.get(code), value)}
        new = {code: value for code, value in fresh.items() if code not in held}
        if new:
            import_rates(day=found.day, source=found.source, per_usd=new)
        _queue(found, held, before)
    missing = sorted(set(CURRENCIES) - {"USD"} - set(found.per_usd))
    return Taken(found.day, found.source, tuple(sorted(new)), tuple(sorted(held)), tuple(missing))


def _there(known: PerDollar | None, day: date, value: Decimal) -> bool:
    return known is not None and known.day == day and known.value == value


def _jumps(known: PerDollar | None, value: Decimal) -> bool:
    return known is not None and jump(known.value, value) > RATE_JUMP_AT_MOST.int()


def _queue(found: DayRates, held: Mapping[str, Decimal], before: Mapping[str, PerDollar]) -> None:
    """A case for each rate that jumped, none for one that somebody has refused, none any more for an older one."""
    subjects = {_subject(code, found.day, value): code for code, value in held.items()}
    _end_older(found, subjects)
    if not subjects:
        return
    refused = reviews.ReviewItem.objects.filter(kind=KIND, subject_id__in=subjects, decision=LEAVE)
    known = set(refused.values_list("subject_id", flat=True))
    for subject, code in subjects.items():
        if subject not in known:
            facts = {
                "currency": code, "day": found.day.isoformat(), "source": found.source,
                "rate": f"{held[code].normalize():f}", "rate_before": f"{before[code].value.normalize():f}",
                "day_before": before[code].day.isoformat(),
                "percent": f"{jump(before[code].value, held[code]):.0f}",
            }  # fmt: skip
            reviews.open_item(kind=KIND, subject_id=subject, facts=facts)


def _end_older(found: DayRates, subjects: Collection[UUID]) -> None:
    for item in reviews.ReviewItem.objects.filter(kind=KIND, closed_at__isnull=True):
        same = item.facts["currency"] in found.per_usd and item.facts["day"] <= found.day.isoformat()
        if same and item.subject_id not in subjects:
            reviews.withdraw(kind=KIND, subject_id=item.subject_id)


def _subject(currency: str, day: date, value: Decimal) -> UUID:
    return uuid5(NAMESPACE_OID, f"{currency} {day} {value}")
