"""What the bank has said since we asked last."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from kontor.contexts.billing.models import BankReport
from kontor.contexts.billing.providers.register import bank
from kontor.contexts.billing.services.apply_answer import apply_answer


def read_reports() -> int:
    """Take in every report of the bank once, in its order; each is a transaction with all that it changes.

    Returns:
        How many were new.

    Raises:
        BankSilent: no answer, or an unreadable one; what was read before it stays.
    """
    ours = bank()
    last = BankReport.objects.filter(bank=ours.code).aggregate(last=Max("sequence"))["last"] or 0
    taken = 0
    for report in ours.reports(last):
        with transaction.atomic():
            row = BankReport(bank=ours.code, sequence=report.sequence, outcome="")
            made = BankReport.objects.bulk_create([row], ignore_conflicts=True)
            outcomes = [apply_answer(answer=answer) for answer in report.answers]
            BankReport.objects.filter(bank=ours.code, sequence=report.sequence).update(
                outcome=", ".join(sorted(set(outcomes)))[:200]
            )
            taken += len(made)
    return taken
