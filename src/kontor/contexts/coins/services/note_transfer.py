"""The operator has received a store's transfer for its coin fund (COI-05)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coins.errors import AccountMissing, AmountWrong
from kontor.contexts.coins.funds import change_funds
from kontor.contexts.coins.models import CoinAccount
from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.ledger.services.post import post
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator


def note_transfer(*, viewer: Operator, store_id: UUID, amount: Money, reference: str) -> None:
    """Book yuan that came by bank into the store's fund, once for each bank reference.

    Raises:
        AccountMissing: when the store has no coin account.
        AmountWrong: when it is not a positive amount of yuan.
    """
    if amount.currency != books.FUND_CURRENCY or amount.minor <= 0 or not reference.strip():
        raise AmountWrong(field="amount")
    source = Key("gateway", books.FUND_CURRENCY, None, "bank")
    cause = f"coins.bank:{reference.strip()[:60]}"
    with transaction.atomic():
        if not CoinAccount.objects.select_for_update().filter(store_id=store_id).exists():
            raise AccountMissing
        if Posting.objects.filter(account_id=source.id, cause=cause).exists():
            return
        post(cause=cause, legs=books.top_up_legs(store_id, amount, source, amount), reference=viewer.account_id)
        change_funds({store_id: amount.minor})
