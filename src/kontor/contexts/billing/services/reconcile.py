"""The books of a day are compared with everything that they speak of (TRD-12)."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction

from kontor.contexts.billing.comparing import CHECKS, compared
from kontor.contexts.billing.models import Reconciliation, ReconciliationDifference
from kontor.kernel.clock import now

log = logging.getLogger("kontor.billing")


def reconcile(*, day: date) -> int:
    """Compare, and keep what was found as the report of `day`; done again, the report is that of now.

    A difference is written to the log as an error and counted in the console's rail until a later report has none.

    Returns:
        How many keys differ.
    """
    sums: list[Reconciliation] = []
    opened: list[ReconciliationDifference] = []
    for code, check in CHECKS.items():
        totals, keys = compared(check)
        sums += [
            Reconciliation(
                day=day, check_code=code, currency=one.currency, ours_minor=one.ours, booked_minor=one.booked,
                differing=one.differing, made_at=now(),
            )
            for one in totals
        ]  # fmt: skip
        opened += [
            ReconciliationDifference(
                day=day, check_code=code, currency=one.currency, key=one.key[:80], ours_minor=one.ours,
                booked_minor=one.booked,
            )
            for one in keys
        ]  # fmt: skip
    with transaction.atomic():
        ReconciliationDifference.objects.filter(day=day).delete()
        Reconciliation.objects.filter(day=day).delete()
        Reconciliation.objects.bulk_create(sums)
        ReconciliationDifference.objects.bulk_create(opened)
    differing = sum(one.differing for one in sums)
    if differing:
        log.error("reconciliation of %s: %s differences", day.isoformat(), differing)
    return differing
