"""A store puts money of its balance into its coin fund (COI-05)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.coins.accounts import own_account
from kontor.contexts.coins.errors import AmountWrong, BalanceTooLow
from kontor.contexts.coins.funds import change_funds
from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.ledger.services.post import post
from kontor.contexts.pricing.queries import rates
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


def top_up_fund(*, seat: Seat, amount: Money, currency: str, key: str) -> Money:
    """Move `amount` (yuan) from the store's balance in `currency` into its fund, at the day's rate, once for each form.

    The fund is spent on coins alone: nothing is paid out of it (COI-01).

    Args:
        key: made with the form; the same form sent again moves nothing more.

    Returns:
        What was taken from the balance.

    Raises:
        AccountMissing: when the store has no coin account.
        AmountWrong: when it is not a positive amount of yuan.
        BalanceTooLow: when the balance does not hold it; nothing has moved.
        RightMissing: for seats that may not see to coins and to money.
    """
    require(seat, "marketing.coins")
    require(seat, "finance.view")
    if amount.currency != books.FUND_CURRENCY or amount.minor <= 0:
        raise AmountWrong(field="amount")
    paid = amount.convert(rates().rate(amount.currency, currency).value, currency)
    source = Key("payable", currency, seat.store_id)
    cause = f"coins.fund:{seat.store_id}:{key[:32]}"
    with transaction.atomic():
        own_account(seat)
        if _done(source, cause):
            return paid
        row = LedgerAccount.objects.select_for_update().filter(id=source.id).first()
        if row is None or -row.balance_minor < paid.minor:
            raise BalanceTooLow(field="amount")
        post(cause=cause, legs=books.top_up_legs(seat.store_id, amount, source, paid), reference=seat.store_id)
        change_funds({seat.store_id: amount.minor})
    return paid


def _done(source: Key, cause: str) -> bool:
    return Posting.objects.filter(account_id=source.id, cause=cause).exists()
