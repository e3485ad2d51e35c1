"""A store's balance, held while money is taken out of it. Within the services."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.ledger.models import LedgerAccount
from kontor.contexts.ledger.rules import Key
from kontor.contexts.pricing.queries import rates
from kontor.kernel.money import Money

_EARNED = """
SELECT coalesce(-sum(minor), 0) FROM ledger_posting WHERE account_id = %s AND posted_at > %s
  AND split_part(cause, ':', 1) IN ('release', 'divide', 'recall')
"""


def hold_balance(store_id: UUID, currency: str) -> int | None:
    """What the store has in this currency, its account held until commit; None when it never had any.

    Locks go account → payout, here and wherever a payout moves.
    """
    key = Key("payable", currency, store_id)
    row = LedgerAccount.objects.select_for_update().filter(id=key.id).first()
    return -row.balance_minor if row else None


def earned_since(store_id: UUID, currency: str, moment: datetime) -> int:
    """What orders brought to the balance after `moment`, less what was taken back."""
    with connection.cursor() as cursor:
        cursor.execute(_EARNED, [Key("payable", currency, store_id).id, moment])
        return int(cursor.fetchone()[0])


def owed_elsewhere(store_id: UUID, currency: str) -> int:
    """What the store owes in its other currencies, in this one at the day's rate: kept back until it is settled."""
    below = LedgerAccount.objects.filter(kind="payable", owner_id=store_id, balance_minor__gt=0).exclude(unit=currency)
    table = rates()
    return sum(
        Money(row.balance_minor, row.unit).convert(table.rate(row.unit, currency).value, currency).minor
        for row in below
        if table.knows(row.unit)
    )
