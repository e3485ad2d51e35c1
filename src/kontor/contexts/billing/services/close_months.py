"""Months that are over are closed, so that a balance need not be summed from its beginning."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.models import Statement
from kontor.contexts.billing.reckoning import opening_of, sums_of
from kontor.contexts.billing.rules.statements import following, month_of
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key
from kontor.kernel.clock import now


def close_months(*, store_id: UUID, currency: str) -> int:
    """Write the statements of a balance for all months that are over and have none, oldest first; again, nothing.

    Returns:
        How many were written.
    """
    known = Statement.objects.filter(store_id=store_id, currency=currency).order_by("-month")
    last = known.values_list("month", flat=True).first()
    month, current, made = following(last) if last else _first(store_id, currency), month_of(now()), 0
    while month is not None and month < current:
        with transaction.atomic():
            sums, opening = sums_of(store_id, currency, month), opening_of(store_id, currency, month)
            row = Statement(
                store_id=store_id, currency=currency, month=month, opening_minor=opening,
                closing_minor=opening + sum(one.amount for one in sums.values()),
                totals={kind: asdict(one) for kind, one in sums.items()},
                lines=sum(one.many for one in sums.values()), made_at=now(),
            )  # fmt: skip
            made += len(Statement.objects.bulk_create([row], ignore_conflicts=True))
        month = following(month)
    return made


def _first(store_id: UUID, currency: str) -> date | None:
    legs = Posting.objects.filter(account_id=Key("payable", currency, store_id).id).order_by("posted_at")
    moment = legs.values_list("posted_at", flat=True).first()
    return month_of(moment) if moment else None
