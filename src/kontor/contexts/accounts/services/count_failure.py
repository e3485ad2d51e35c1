"""A verification failed: count it, and lock the address after too many in a row."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from kontor.contexts.accounts.errors import VerificationLocked
from kontor.contexts.accounts.locks import locked
from kontor.contexts.accounts.models import Failure, Verification, VerificationLock
from kontor.contexts.accounts.policy import FAILURES_TO_LOCK, LOCKED_FOR
from kontor.kernel.clock import now


def count_failure(
    *, address_key: str, verification: Verification | None = None, why: Failure = Failure.CODE
) -> VerificationLocked | None:
    """Count one failure of the address or phone number (ACC-12). A lock that has run out starts a new count.

    Args:
        verification: what was tried, where it is known; `why` it did not serve is noted with it (ACC-50).

    Returns:
        The refusal that says until when, if this failure locked it.
    """
    with transaction.atomic(savepoint=False):
        VerificationLock.objects.bulk_create([VerificationLock(address_key=address_key)], ignore_conflicts=True)
        row = VerificationLock.objects.select_for_update().get(address_key=address_key)
        moment = now()
        if row.locked_until is not None and row.locked_until <= moment:
            row.failures, row.locked_until = 0, None
        row.failures += 1
        if row.failures >= FAILURES_TO_LOCK.int() and row.locked_until is None:
            row.locked_until = moment + timedelta(minutes=LOCKED_FOR.int())
        row.save()
        if verification is not None:
            Verification.objects.filter(pk=verification.pk).update(
                failures=F("failures") + 1, last_failure=Failure.LOCKED if row.locked_until else why
            )
    return locked(row)
