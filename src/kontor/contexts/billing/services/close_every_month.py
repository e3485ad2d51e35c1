"""All balances' months that are over are closed."""

from __future__ import annotations

from kontor.contexts.billing.services.close_months import close_months
from kontor.contexts.ledger.models import LedgerAccount


def close_every_month() -> int:
    """Close what is over of every store's balances.

    Returns:
        How many statements were written.
    """
    made = 0
    accounts = LedgerAccount.objects.filter(kind="payable", owner_id__isnull=False).order_by("id")
    for store_id, currency in accounts.values_list("owner_id", "unit").iterator(chunk_size=1000):
        if store_id is not None:
            made += close_months(store_id=store_id, currency=currency)
    return made
