"""All stores are paid out."""

from __future__ import annotations

from datetime import date

from kontor.contexts.billing.policy import PAYOUT_DAY
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.ledger.models import LedgerAccount


def run_payouts(*, day: date, anyway: bool = False) -> int:
    """Make the payouts of `day`, each store in a transaction of its own; run again, or beside another, none twice.

    Args:
        anyway: also on a day of the week that is not the one of payouts.

    Returns:
        How many were made.
    """
    wanted = PAYOUT_DAY.int()
    if not anyway and wanted and day.isoweekday() != wanted:
        return 0
    having = LedgerAccount.objects.filter(kind="payable", balance_minor__lt=0).order_by("id")
    made = 0
    for store_id, currency in having.values_list("owner_id", "unit").iterator(chunk_size=1000):
        if store_id is not None:
            made += make_payout(store_id=store_id, currency=currency, day=day) is not None
    return made
